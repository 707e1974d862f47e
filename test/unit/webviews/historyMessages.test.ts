import assert from 'node:assert/strict';
import { isToHistory, toFromHistory } from '../../../src/webviews/historyMessages.ts';

describe('toFromHistory', () => {
  it('reads every request, and nothing else in it', () => {
    for (const type of ['ready', 'refresh', 'retry', 'loadOlder']) {
      assert.deepEqual(toFromHistory({ type, command: 'x' }), { type });
    }
    for (const type of ['open', 'goBack']) {
      assert.deepEqual(toFromHistory({ type, id: 'droplet 1', x: 1 }), { type, id: 'droplet 1' });
    }
  });

  it('rejects anything else', () => {
    const others = [
      null,
      'ready',
      [],
      {},
      { type: 'assign' },
      { type: 'open' },
      { type: 'open', id: 7 },
    ];
    for (const other of others) assert.equal(toFromHistory(other), null);
  });
});

describe('isToHistory', () => {
  const texts = { refresh: 'Refresh' };
  const header = { app: 'a', place: '', foundation: 'f' };
  const band = { kind: 'now', droplet: 'd' };
  const entry = {
    id: 'droplet d',
    kind: 'droplet',
    mark: 'done',
    title: 't',
    word: 'w',
    summary: 's',
    clock: '12:00',
    iso: null,
    currentThen: 'd',
    details: [{ label: 'l', value: 'v', isCode: false }],
    droplet: 'd',
    canOpen: true,
    goBack: null,
    band,
    bandBefore: { kind: 'unknown' },
    bars: [{ column: 0, mark: 'done', isStart: true, isEnd: true }],
  };
  const shown = {
    type: 'shown',
    texts,
    header,
    busy: null,
    notices: [{ text: 'n', canRetry: true }],
    now: { text: 'now', band },
    days: [{ id: 'day', title: 'Monday', age: '', entries: [entry] }],
    hasOlder: false,
  };
  const withEntry = (fields: object) => ({
    ...shown,
    days: [{ id: 'day', title: 'Monday', age: '', entries: [{ ...entry, ...fields }] }],
  });

  it('accepts every message', () => {
    assert.ok(isToHistory({ type: 'announce', text: 'done' }));
    assert.ok(isToHistory({ type: 'loading', texts, header }));
    assert.ok(isToHistory({ type: 'failed', texts, header, message: 'no' }));
    assert.ok(isToHistory(shown));
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
      { ...shown, notices: [{}] },
      { ...shown, now: { text: 'now', band: { kind: 'now' } } },
      { ...shown, days: [{}] },
      { ...shown, hasOlder: undefined },
      withEntry({ title: 7 }),
      withEntry({ goBack: 'x' }),
      withEntry({ band: null }),
      withEntry({ bars: [{}] }),
      withEntry({ details: [{ label: 'l' }] }),
    ];
    for (const other of others) assert.equal(isToHistory(other), false, JSON.stringify(other));
  });
});
