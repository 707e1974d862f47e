import assert from 'node:assert/strict';
import { IncompleteListError } from '../../../../src/cloudfoundry/incompleteList.ts';
import { toRevision } from '../../../../src/cloudfoundry/resources/revision.ts';
import { HistorySource } from '../../../../src/explorer/history/historySource.ts';

const never = new AbortController().signal;

describe('A list of the history that ends early', () => {
  it('is incomplete, says why, and is read again from its beginning', async () => {
    const resources = [toRevision({ guid: 'r2' })];
    let incomplete: IncompleteListError | null = new IncompleteListError('readBefore');
    const list = new HistorySource(async () => ({
      resources,
      totalResults: 2,
      next: null,
      incomplete,
    }));
    await list.load(50, never);
    assert.equal(list.count, 1);
    assert.equal(list.isWhole, false);
    assert.deepEqual(list.missing, {
      kind: 'missing',
      reason: 'failed',
      message: incomplete.message,
    });
    incomplete = null;
    resources.push(toRevision({ guid: 'r1' }));
    await list.load(50, never);
    assert.equal(list.count, 2);
    assert.equal(list.isWhole, true);
    assert.equal(list.missing, null);
  });
});
