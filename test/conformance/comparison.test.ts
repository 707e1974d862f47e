import assert from 'node:assert/strict';
import { Comparison } from './support/comparison.ts';

const one = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';

describe('the comparison with a recording', () => {
  it('notices what is missing, extra, out of order, of another type or of another value', () => {
    assert.equal(differences({ a: 1 }, {}), 1);
    assert.equal(differences({}, { a: 1 }), 1);
    assert.equal(differences({ a: 1, b: 2 }, { b: 2, a: 1 }), 1);
    assert.equal(differences({ a: 1 }, { a: '1' }), 1);
    assert.equal(differences({ a: null }, { a: {} }), 1);
    assert.equal(differences({ a: {} }, { a: null }), 1);
    assert.equal(differences({ a: [] }, { a: {} }), 1);
    assert.equal(differences({ a: 'x' }, { a: 'y' }), 1);
    assert.equal(differences([1, 2], [1]), 1);
    assert.equal(differences([1], [1, 2]), 1);
    assert.equal(differences({ a: [{ b: true }] }, { a: [{ b: false }] }), 1);
  });

  it('lets times and the origin differ, but not their presence', () => {
    assert.equal(differences('API/v3', 'http://127.0.0.1:1/v3'), 0);
    assert.equal(differences('API/v3', 'http://127.0.0.1:2/v3'), 1);
    assert.equal(differences('TIME', '2026-01-01T00:00:00Z'), 0);
    assert.equal(differences('TIME', 'yesterday'), 1);
  });

  it('lets guids differ, but one thing must stay one thing', () => {
    assert.equal(differences({ a: 'APP1', b: 'GUID' }, { a: one, b: other }), 0);
    assert.equal(differences({ a: 'APP1', b: 'APP1' }, { a: one, b: other }), 1);
    assert.equal(differences({ a: 'APP1', b: 'APP2' }, { a: one, b: one }), 1);
    assert.equal(differences({ a: 'GUID' }, { a: 'no guid' }), 1);
  });
});

function differences(recorded: unknown, answered: unknown): number {
  return new Comparison([['API', 'http://127.0.0.1:1']]).differences(recorded, answered).length;
}
