import assert from 'node:assert/strict';
import { arranged } from '../../../src/explorer/arranged.ts';

const inOrder = (items: string, ids: string) =>
  arranged(items.split(''), ids.split(''), (item) => item).join('');

describe('Items in an order', () => {
  it('follow the order of the ids', () => {
    assert.equal(inOrder('abc', 'cab'), 'cab');
  });

  it('that no id names keep their places', () => {
    assert.equal(inOrder('abcd', 'db'), 'adcb');
    assert.equal(inOrder('abc', ''), 'abc');
  });

  it('are not invented for unknown ids', () => {
    assert.equal(inOrder('ab', 'xba'), 'ba');
  });
});
