import assert from 'node:assert/strict';
import { isToRunsWhere, toFromRunsWhere } from '../../../src/webviews/runsWhereMessages.ts';

describe('A message from the script of what runs where', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'refresh' },
    { type: 'stop' },
    { type: 'resume' },
    { type: 'export' },
    { type: 'copy', format: 'csv' },
    { type: 'sort', column: 'stack' },
    { type: 'filter', text: 'web' },
    { type: 'toggle', field: 'stack', value: 'cflinuxfs4' },
    { type: 'showAll', field: 'buildpack' },
    { type: 'rows', from: 400 },
    { type: 'open', guid: 'a' },
    { type: 'reveal', guid: 'a' },
  ]) {
    it(`is read, and nothing else of it: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(toFromRunsWhere({ ...message, more: 1 }), message);
    });
  }

  for (const message of [
    null,
    { type: 'other' },
    { type: 'copy', format: 'pdf' },
    { type: 'sort' },
    { type: 'filter', text: 'x'.repeat(10_001) },
    { type: 'toggle', field: 'org', value: 'x' },
    { type: 'rows', from: -1 },
    { type: 'rows', from: 0.5 },
    { type: 'open', guid: 1 },
  ]) {
    it(`is ignored if it is none of ours: ${JSON.stringify(message)?.slice(0, 60)}`, () => {
      assert.equal(toFromRunsWhere(message), null);
    });
  }
});

describe('A message to the script of what runs where', () => {
  const shown = {
    type: 'shown',
    texts: {},
    header: { app: '', place: '', foundation: 'x' },
    columns: [{ id: 'app', label: 'App', sort: 'none' }],
    filter: '',
    problem: '',
    status: '',
    reading: 'done',
    notices: [],
    groups: [{ field: 'stack', label: 'Stacks', more: '', facets: [{ text: 'x', count: '1' }] }],
    total: 1,
    from: 0,
    rows: [{ guid: 'a', name: 'a', cells: [{ text: 'a', title: 'a' }] }],
  };

  it('is known with everything that the script reads', () => {
    assert.equal(isToRunsWhere(shown), true);
    assert.equal(isToRunsWhere({ ...shown, rows: [{ guid: 'a', name: 'a' }] }), false);
    assert.equal(isToRunsWhere({ ...shown, total: '1' }), false);
    assert.equal(isToRunsWhere({ ...shown, groups: [{}] }), false);
  });
});
