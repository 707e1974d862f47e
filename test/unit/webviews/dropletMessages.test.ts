import assert from 'node:assert/strict';
import { isToDroplet, toFromDroplet } from '../../../src/webviews/dropletMessages.ts';

describe('toFromDroplet', () => {
  it('reads every request', () => {
    const wishes = [
      { type: 'ready' },
      { type: 'refresh' },
      { type: 'assign' },
      { type: 'openJson' },
      { type: 'compare' },
      { type: 'revealAll' },
      { type: 'hideAll' },
      { type: 'copyGuid' },
      { type: 'copyJson' },
      { type: 'reveal', pointer: '/a' },
      { type: 'hide', pointer: '/a' },
      { type: 'copyValue', pointer: '' },
    ];
    for (const wish of wishes) assert.deepEqual(toFromDroplet(wish), wish);
  });

  it('drops whatever does not belong to a request', () => {
    assert.deepEqual(toFromDroplet({ type: 'ready', command: 'x' }), { type: 'ready' });
  });

  it('rejects anything else', () => {
    const others = [
      null,
      undefined,
      'ready',
      ['ready'],
      {},
      { type: 'eval' },
      { type: ['ready'] },
      { type: 'reveal' },
      { type: 'copyValue', pointer: 7 },
    ];
    for (const other of others) assert.equal(toFromDroplet(other), null);
  });
});

describe('isToDroplet', () => {
  const texts = { refresh: 'Refresh' };
  const header = { app: 'a', place: '', foundation: 'f', guid: 'g', state: 's', mark: 'done' };
  const x = { kind: 'text', text: 'x' };
  const changes = {
    kind: 'changes',
    title: 't',
    summary: ['s'],
    warnings: [],
    columns: [],
    rows: [{ subject: 's', from: x, to: x, word: 'w' }],
    notes: [],
    effects: [{ label: 'l', values: [x] }],
  };
  const content = {
    stages: [{ notes: [] }],
    sections: [
      {
        kind: 'fields',
        title: 't',
        fields: [{ label: 'l', values: [{ kind: 'text', text: 'x' }] }],
      },
      { kind: 'table', title: 't', columns: [], rows: [[{ kind: 'text', text: 'x' }]] },
      changes,
    ],
    document: { json: {}, secrets: [], hidden: [] },
  };

  it('accepts every message', () => {
    assert.ok(isToDroplet({ type: 'announce', text: 'done' }));
    assert.ok(isToDroplet({ type: 'loading', texts, header }));
    assert.ok(isToDroplet({ type: 'failed', texts, header, message: 'no' }));
    assert.ok(isToDroplet({ type: 'shown', texts, header, ...content }));
  });

  it('rejects everything else', () => {
    const others = [
      null,
      'shown',
      { type: 'other' },
      { type: 'announce' },
      { type: 'loading', texts },
      { type: 'loading', texts: { refresh: 1 }, header },
      { type: 'failed', texts, header },
      { type: 'shown', texts, header },
      { type: 'shown', texts, header, ...content, stages: [{}] },
      { type: 'shown', texts, header, ...content, sections: [{ kind: 'fields', fields: [{}] }] },
      { type: 'shown', texts, header, ...content, sections: [{ kind: 'other' }] },
      { type: 'shown', texts, header, ...content, sections: [{ ...changes, rows: [{ to: x }] }] },
      { type: 'shown', texts, header, ...content, sections: [{ ...changes, effects: [{}] }] },
      { type: 'shown', texts, header, ...content, sections: [{ ...changes, warnings: 'w' }] },
      { type: 'shown', texts, header, ...content, document: { json: {} } },
    ];
    for (const other of others) assert.equal(isToDroplet(other), false, JSON.stringify(other));
  });
});
