import { setImmediate } from 'node:timers/promises';
import { median, type Figure } from './figure.ts';
import { Plain } from './plain.ts';
import { openApp, type Session } from './session.ts';

/** The sizes of pages, the rounds that are measured of each, and the most that rows may take, as times of `Plain`. */
const pages = [
  { size: 50, rounds: 100, target: 1.1 },
  { size: 5000, rounds: 15, target: 1.15 },
] as const;
/** Rounds before the measured ones: until then the compiler is still at work. */
const warmUp = 8;

/** What rows cost above the bare answer, and how long they keep the event loop from anything else. */
export async function measureDroplets(session: Session): Promise<readonly Figure[]> {
  let pageSize = 5000;
  const connection = session.connect();
  const plain = new Plain(session);
  try {
    const explorer = session.explore(connection, () => pageSize);
    const app = await openApp(explorer, 'monolith');
    const path = (size: number) =>
      `/v3/apps/${app.app.guid}/droplets?per_page=${size}&order_by=-created_at`;
    const load = async () => {
      await explorer.setFilter(app, null);
      if (app.droplets.count !== pageSize) throw new Error('Not all droplets were loaded.');
    };
    const figures: Figure[] = [];
    for (const { size, rounds, target } of pages) {
      pageSize = size;
      const ratios = await compare(rounds, load, () => plain.get(path(size)));
      figures.push({
        name: `rows of ${size} droplets : undici and JSON.parse`,
        value: median(ratios),
        unit: '×',
        target,
      });
    }
    const bytes = await plain.bytes(path(pageSize));
    const ratios: number[] = [];
    for (let round = 0; round < warmUp + 15; round += 1) {
      const stall = await longestStall(load);
      const parse = await timed(() => JSON.parse(bytes.toString()));
      if (round >= warmUp) ratios.push(stall / parse);
    }
    figures.push({
      name: 'longest stall while 5000 droplets load : JSON.parse',
      value: median(ratios),
      unit: '×',
      target: 1.2,
    });
    return figures;
  } finally {
    await connection.close();
    await plain.close();
  }
}

/** Ratios of two ways to the same end, run by turns, either of them first every other time. */
async function compare(
  rounds: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<readonly number[]> {
  const ratios: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const isOurTurn = round % 2 === 0;
    const first = await timed(isOurTurn ? ours : theirs);
    const second = await timed(isOurTurn ? theirs : ours);
    if (round >= warmUp) ratios.push(isOurTurn ? first / second : second / first);
  }
  return ratios;
}

/** Milliseconds. */
async function timed(run: () => unknown): Promise<number> {
  globalThis.gc?.();
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** The longest time, in milliseconds, in which the event loop came to nothing else: one turn of it. */
async function longestStall(run: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const done = new AbortController();
  let longest = 0;
  const watching = (async () => {
    let last = performance.now();
    while (!done.signal.aborted) {
      await setImmediate();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await run();
  done.abort();
  await watching;
  return longest;
}
