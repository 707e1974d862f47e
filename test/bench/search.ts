import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Connection } from '../../src/cloudfoundry/connection.ts';
import { AppSearch, type SearchedFoundation } from '../../src/search/appSearch.ts';
import { median, type Figure } from './figure.ts';
import { countRequestsOf } from './requests.ts';
import type { Session } from './session.ts';

const most = 200;
/** What somebody types, key by key. */
const typed = ['checkout-api', 'payments worker', 'chkapi', 'frdscr', 'prod', 'no-such-name'];
const rounds = 9;

/** Measures Go to App at a foundation of 100,000 apps. */
export async function measureSearch(session: Session): Promise<readonly Figure[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
  const connection = session.connect();
  try {
    await connection.client();
    const jsonBytes = await bytesOfApps(session);
    const before = heap();
    const search = aSearch(connection, folder);
    const filling = await fill(search);
    const used = heap() - before;
    const file = fs.readdirSync(folder)[0] ?? '';
    const { size } = fs.statSync(path.join(folder, file));
    return [
      ...(await requests(search, connection, folder)),
      filling,
      keystrokes(search),
      figure('Go to App: heap of the index / bytes of JSON', used / jsonBytes, '×', 0.25),
      figure('Go to App: file of the index / bytes of JSON', size / jsonBytes, '×', 0.1),
      await opening(connection, folder),
    ];
  } finally {
    await connection.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function figure(name: string, value: number, unit: string, target: number): Figure {
  return { name, value: Math.round(value * 1000) / 1000, unit, target };
}

function aSearch(connection: Connection, folder: string): AppSearch<SearchedFoundation> {
  const foundation = {
    id: 'huge',
    name: 'huge',
    user: 'dev',
    isKept: true,
    isSignedIn: async () => true,
    client: (signal: AbortSignal) => connection.client(signal),
  };
  return new AppSearch({
    foundations: () => [foundation],
    folder,
    log: { debug: () => undefined },
  });
}

/** How many bytes the API sends for all apps, without compression. */
async function bytesOfApps({ accessToken, api }: Session): Promise<number> {
  let bytes = 0;
  let next: string | null = `${api}/v3/apps?per_page=5000`;
  while (next !== null) {
    const response = await fetch(next, { headers: { authorization: `bearer ${accessToken}` } });
    const text: string = await response.text();
    bytes += Buffer.byteLength(text);
    const { pagination } = JSON.parse(text) as {
      readonly pagination: { readonly next: { readonly href: string } | null };
    };
    next = pagination.next?.href ?? null;
  }
  return bytes;
}

/** Bytes in use after the garbage is collected. */
function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** The longest that other work had to wait while the index was filled. */
async function fill(search: AppSearch<SearchedFoundation>): Promise<Figure> {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await search.use();
  delay.disable();
  const [open] = search.indexes;
  if (open?.index.apps.size !== 100_000) throw new Error('The index is not complete.');
  return figure('Go to App: longest stall while filling', delay.max / 1e6, 'ms', 50);
}

async function requests(
  search: AppSearch<SearchedFoundation>,
  connection: Connection,
  folder: string,
): Promise<readonly Figure[]> {
  const fresh = () => aSearch(connection, path.join(folder, 'none'));
  const { signal } = new AbortController();
  const filled = await countRequestsOf(() => fresh().use());
  const refreshed = await countRequestsOf(() => aSearch(connection, folder).use());
  const exact = await countRequestsOf(() => fresh().askByName('checkout', signal));
  if (!search.find('checkout', 1)[0]) throw new Error('There is no such app.');
  return [
    figure('Go to App: fill the index', filled, 'requests', 20),
    figure('Go to App: refresh an unchanged index', refreshed, 'requests', 2),
    figure('Go to App: exact name without an index', exact, 'requests', 1),
  ];
}

/** The slowest key stroke against one plain scan of the names, each measured several times in turn. */
function keystrokes(search: AppSearch<SearchedFoundation>): Figure {
  const names = search.indexes[0]?.index.apps.lowered ?? [];
  const ratios = typed.flatMap((text) =>
    Array.from(text, (_, length) => text.slice(0, length + 1)).map((query) => {
      const measured = Array.from({ length: rounds }, () => {
        const found = duration(() => search.find(query, most));
        return found / duration(() => names.filter((name) => name.includes(query)));
      });
      return median(measured);
    }),
  );
  return figure('Go to App: slowest key stroke / one scan', Math.max(...ratios), '×', 1.5);
}

function duration(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The work until a kept index can be searched. */
async function opening(connection: Connection, folder: string): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    const search = aSearch(connection, folder);
    const start = performance.now();
    const using = search.use();
    while ((search.indexes[0]?.index.apps.size ?? 0) === 0) await setImmediate();
    times.push(performance.now() - start);
    await using;
  }
  return figure('Go to App: open with a kept index', median(times), 'ms', 100);
}
