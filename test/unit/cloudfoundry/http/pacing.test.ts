import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Pacing, type PacingOptions } from '../../../../src/cloudfoundry/http/pacing.ts';
import { failureOf } from '../../../support/clients.ts';

/** Lets everything happen that needs no waiting. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await setImmediate();
}

/** A task that runs until `end` is called. */
function aTask() {
  const ending = new AbortController();
  const ended = once(ending.signal, 'abort');
  const task = {
    isRunning: false,
    end: () => ending.abort(),
    run: async () => {
      task.isRunning = true;
      await ended;
    },
  };
  return task;
}

/** A sleep that lasts until `wake` is called or the signal aborts. */
function aSleep() {
  const sleeps: { readonly milliseconds: number; readonly wake: () => void }[] = [];
  const sleep: PacingOptions['sleep'] = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      sleeps.push({ milliseconds, wake: resolve });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { sleeps, sleep };
}

describe('Pacing', () => {
  it('lets six run at once, and the others in turn', async () => {
    const pacing = new Pacing();
    const tasks = Array.from({ length: 9 }, aTask);
    const runs = tasks.map(({ run }) => pacing.run(run));
    const running = () => tasks.map((task) => Number(task.isRunning)).join('');
    await settle();
    assert.equal(running(), '111111000');
    tasks[3]?.end();
    await settle();
    assert.equal(running(), '111111100');
    tasks.forEach((task) => task.end());
    await Promise.all(runs);
    assert.equal(running(), '111111111');
  });

  it('goes on after a task that fails', async () => {
    const pacing = new Pacing();
    const failing = Array.from({ length: 20 }, async () =>
      failureOf(pacing.run(() => Promise.reject(new Error('no')))),
    );
    assert.equal((await Promise.all(failing)).length, 20);
    assert.equal(await pacing.run(async () => 'yes'), 'yes');
  });

  it('lets waiting callers leave, and gives their turn to nobody', async () => {
    const pacing = new Pacing();
    const tasks = Array.from({ length: 6 }, aTask);
    const runs = tasks.map(({ run }) => pacing.run(run));
    const abort = new AbortController();
    const [left, stays] = [aTask(), aTask()];
    const leaving = failureOf(pacing.run(left.run, abort.signal));
    const staying = pacing.run(stays.run);
    const reason = new Error('the user has changed their mind');
    abort.abort(reason);
    assert.equal(await leaving, reason);
    tasks[0]?.end();
    await settle();
    assert.deepEqual([left.isRunning, stays.isRunning], [false, true]);
    [...tasks, stays].forEach((task) => task.end());
    await Promise.all([...runs, staying]);
  });

  it('makes everybody wait during a pause, and says when it ends', async () => {
    const { sleep, sleeps } = aSleep();
    const told: (number | null)[] = [];
    const pacing = new Pacing({ sleep, onDidPause: (until) => told.push(until) });
    await pacing.ready();
    pacing.pause(30_000);
    assert.deepEqual(told, []);
    const before = Date.now();
    let isReady = 0;
    const waiting = [1, 2].map(async () => {
      await pacing.ready();
      isReady += 1;
    });
    await settle();
    assert.equal(isReady, 0);
    assert.equal(told.length, 1);
    assert.ok(Math.abs((told[0] ?? 0) - before - 30_000) < 10_000);
    sleeps.forEach(({ wake }) => wake());
    await Promise.all(waiting);
    assert.equal(told.at(-1), null);
    await pacing.ready();
    assert.equal(sleeps.length, 2);
  });

  it('keeps waiting when a pause is extended meanwhile, and never shortens it', async () => {
    const { sleep, sleeps } = aSleep();
    const pacing = new Pacing({ sleep });
    pacing.pause(10_000);
    const ready = pacing.ready();
    pacing.pause(60_000);
    pacing.pause(1_000);
    sleeps[0]?.wake();
    await settle();
    assert.equal(sleeps.length, 2);
    assert.ok((sleeps[1]?.milliseconds ?? 0) > 30_000);
    sleeps[1]?.wake();
    await ready;
  });

  it('reports no pause once nobody waits for it', async () => {
    const { sleep } = aSleep();
    const told: (number | null)[] = [];
    const pacing = new Pacing({ sleep, onDidPause: (until) => told.push(until) });
    pacing.pause(30_000);
    const abort = new AbortController();
    const waiting = failureOf(pacing.ready(abort.signal));
    abort.abort(new Error('canceled'));
    assert.equal((await waiting).message, 'canceled');
    assert.equal(told.length, 2);
    assert.equal(told[1], null);
  });

  it('backs off longer the second time, and never in step with everybody else', async () => {
    const waits: number[] = [];
    const pacing = new Pacing({ sleep: async (milliseconds) => void waits.push(milliseconds) });
    for (let i = 0; i < 50; i++) for (const repetition of [1, 2]) await pacing.backOff(repetition);
    const [first, second] = [0, 1].map((odd) => waits.filter((_, i) => i % 2 === odd));
    assert.ok(first?.every((wait) => wait >= 200 && wait <= 600));
    assert.ok(second?.every((wait) => wait >= 600 && wait <= 1800));
    assert.ok(new Set(waits).size > 50);
  });

  it('can be canceled while it waits, and ends all waiting when it is stopped', async () => {
    const pacing = new Pacing();
    pacing.pause(600_000);
    const abort = new AbortController();
    const canceled = failureOf(pacing.ready(abort.signal));
    const stopped = failureOf(pacing.ready());
    const reason = new Error('canceled');
    abort.abort(reason);
    assert.equal(await canceled, reason);
    pacing.stop();
    assert.match((await stopped).message, /was closed/);
  });
});
