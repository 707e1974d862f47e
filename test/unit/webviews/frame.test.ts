import assert from 'node:assert/strict';
import { isToPanel, toWish, type Fields } from '../../../src/webviews/frame.ts';

const toBlink = ({ type }: Fields) => (type === 'blink' ? ({ type } as const) : null);

const isRed = ({ color }: Fields) => color === 'red';
const isLit = ({ light }: Fields) => light === true;
const isKnown = (value: unknown) => isToPanel(value, isRed, isLit);

describe('The requests of any panel', () => {
  it('are the common ones and its own, and nothing else of the message', () => {
    assert.deepEqual(toWish({ type: 'ready', x: 1 }, toBlink), { type: 'ready' });
    assert.deepEqual(toWish({ type: 'refresh', x: 1 }, toBlink), { type: 'refresh' });
    assert.deepEqual(toWish({ type: 'blink', x: 1 }, toBlink), { type: 'blink' });
  });

  it('are empty when it has no such request', () => {
    for (const other of [null, undefined, 'ready', ['ready'], {}, { type: 'wink' }]) {
      assert.equal(toWish(other, toBlink), null);
    }
  });
});

describe('The messages to any panel', () => {
  const texts = { retry: 'Retry' };
  const header = { app: 'a', place: 'p', foundation: 'f', color: 'red' };

  it('are those of the frame, with the header and the content of the panel', () => {
    assert.ok(isKnown({ type: 'announce', text: 'done' }));
    assert.ok(isKnown({ type: 'loading', texts, header }));
    assert.ok(isKnown({ type: 'failed', texts, header, message: 'no' }));
    assert.ok(isKnown({ type: 'shown', texts, header, light: true }));
  });

  it('are rejected when a part is missing', () => {
    const others = [
      null,
      [],
      { type: 'announce' },
      { type: 'loading', header },
      { type: 'loading', texts: { retry: null }, header },
      { type: 'loading', texts, header: { ...header, app: 7 } },
      { type: 'loading', texts, header: { ...header, color: 'blue' } },
      { type: 'failed', texts, header },
      { type: 'shown', texts, header },
      { type: 'dark', texts, header, light: true },
    ];
    for (const other of others) assert.equal(isKnown(other), false, JSON.stringify(other));
  });
});
