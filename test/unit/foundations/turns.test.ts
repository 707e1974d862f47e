import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Turns } from '../../../src/foundations/turns.ts';

describe('Turns', () => {
  it('runs tasks about the same thing one after the other', async () => {
    const turns = new Turns();
    const steps: string[] = [];
    const step = (name: string) => async () => {
      steps.push(`${name} begins`);
      await setImmediate();
      steps.push(`${name} ends`);
    };
    await Promise.all([turns.take('a', step('first')), turns.take('a', step('second'))]);
    assert.deepEqual(steps, ['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('goes on after a failure, which only its own caller sees', async () => {
    const turns = new Turns();
    const failed = turns.take('a', () => Promise.reject(new Error('no')));
    const next = turns.take('a', () => Promise.resolve('done'));
    await assert.rejects(failed, { message: 'no' });
    assert.equal(await next, 'done');
  });

  it('does not make tasks about something else wait', async () => {
    const turns = new Turns();
    void turns.take('a', () => new Promise(() => undefined));
    assert.equal(await turns.take('b', () => Promise.resolve('done')), 'done');
  });
});
