import assert from 'node:assert/strict';
import { warningsOf } from '../../../../src/cloudfoundry/http/warnings.ts';

function warnings(header: string | null): readonly string[] {
  return warningsOf({ header: (name) => (name === 'x-cf-warnings' ? header : null) });
}

describe('warningsOf', () => {
  it('reads warnings as a Cloud Controller encodes them', () => {
    assert.deepEqual(warnings(null), []);
    assert.deepEqual(warnings(''), []);
    assert.deepEqual(warnings('Stack+cflinuxfs3+is+deprecated%2C+use+another,50%25+used'), [
      'Stack cflinuxfs3 is deprecated, use another',
      '50% used',
    ]);
  });

  it('reads a warning that is not encoded, with its commas, as Korifi sends it', () => {
    assert.deepEqual(warnings('Process "web", 1+1 instances'), ['Process "web", 1+1 instances']);
    assert.deepEqual(warnings('100%'), ['100%']);
  });

  it('is limited to a few short lines without secrets', () => {
    assert.equal(warnings('a,'.repeat(1000)).length, 5);
    const [line = ''] = warnings(`a%0A%1B%5B31m${'x'.repeat(50_000)}`);
    assert.ok(line.length <= 301);
    assert.doesNotMatch(line, /\p{Cc}/u);
    assert.doesNotMatch(warnings('see+https%3A%2F%2Fann%3Acanary%40host%2F')[0] ?? '', /canary/);
  });
});
