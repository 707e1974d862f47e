import assert from 'node:assert/strict';
import { reasonOf } from '../../../src/cloudfoundry/errors.ts';

describe('The reason of a failure', () => {
  it("is the error's own message", () => {
    assert.equal(reasonOf(new Error('the host could not be found')), 'the host could not be found');
  });

  it('is reported as missing when there is none, instead of showing an object', () => {
    for (const error of [new Error(''), 'text', null, undefined, { message: 'no error' }]) {
      assert.equal(reasonOf(error), 'no reason was given');
    }
  });
});
