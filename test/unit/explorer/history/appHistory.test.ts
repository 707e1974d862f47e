import assert from 'node:assert/strict';
import { toCloudControllerError, UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import { AppHistory } from '../../../../src/explorer/history/appHistory.ts';
import {
  aHistory,
  build,
  deployment,
  droplet,
  FakeLists,
  guidsOf,
  mapped,
  never,
  revision,
} from './support/lists.ts';

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `count` of them, a minute apart from each other, the newest at 20:00. */
function newestFirst<T>(count: number, make: (guid: string, clock: string) => T, stride = 1) {
  return Array.from({ length: count }, (_, index) => {
    const minutes = 20 * 60 - index * stride;
    return make(String(count - index), `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
  });
}

const everyList = ['droplets', 'builds', 'packages', 'events', 'deployments', 'revisions'];
const down = new UnreachableError('https://api', 'timeout', 'no answer', null);

function refused(status: number, code: number) {
  return toCloudControllerError(
    { method: 'GET', url: 'https://api/v3', status, requestId: null, retryAfter: null },
    JSON.stringify({ errors: [{ code, title: 'CF-Error', detail: 'no' }] }),
  );
}

function minutesBefore(minutes: number): string {
  return `${new Date(Date.UTC(2026, 0, 1) - minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

describe('The history of an app', () => {
  it('asks each list once for its first page', async () => {
    const api = new FakeLists({ droplets: newestFirst(120, (n, clock) => droplet(n, clock)) });
    await aHistory(api).load(never);
    assert.deepEqual(api.takeAsked().toSorted(), everyList.map((name) => `${name} 1`).toSorted());
  });

  it('shows nothing older than the point to which every list has been read', async () => {
    const api = new FakeLists({
      droplets: newestFirst(120, (n, clock) => droplet(`d${n}`, clock)),
      revisions: newestFirst(10, (n, clock) => revision(`r${n}`, clock, 'd'), 100),
    });
    const history = aHistory(api);
    await history.load(never);
    const shown = guidsOf(history.view.entries).split(' ');
    // 50 droplets reach back to 19:11, which may have more droplets of that minute; the second revision is of 18:20.
    assert.equal(shown.length, 50);
    assert.ok(shown.includes('d72') && !shown.includes('d71'));
    assert.ok(shown.includes('r10') && !shown.includes('r9'));
    assert.equal(history.view.hasOlder, true);
  });

  it('shows everything in order once all is read, and asks only lists that have more', async () => {
    const api = new FakeLists({
      droplets: newestFirst(120, (n, clock) => droplet(`d${n}`, clock), 3),
      builds: newestFirst(60, (n, clock) => build(`b${n}`, clock, null), 7),
      revisions: newestFirst(10, (n, clock) => revision(`r${n}`, clock, 'd'), 100),
    });
    const history = aHistory(api);
    await history.load(never);
    api.takeAsked();
    let before: readonly string[] = guidsOf(history.view.entries).split(' ');
    while (history.view.hasOlder) {
      await history.loadOlder(never);
      const after = guidsOf(history.view.entries).split(' ');
      assert.ok(after.length > before.length, 'Every Load Older shows more.');
      assert.deepEqual(after.slice(0, before.length), before, 'What is shown keeps its place.');
      before = after;
    }
    assert.equal(before.length, 190);
    const times = history.view.entries.map(({ time }) => time ?? 0);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    assert.deepEqual(api.takeAsked().toSorted(), ['builds 2', 'droplets 2', 'droplets 3']);
  });

  it('goes on until it can show more where a page is full of one second', async () => {
    const api = new FakeLists({
      droplets: Array.from({ length: 120 }, (_, index) => droplet(`d${index}`, '12:00')),
    });
    const history = aHistory(api);
    await history.load(never);
    assert.equal(history.view.entries.length, 120);
    assert.equal(history.view.hasOlder, false);
  });

  it('reads a list to its end first when the API does not list the newest first', async () => {
    const api = new FakeLists({
      droplets: newestFirst(120, (n, clock) => droplet(`d${n}`, clock)).toReversed(),
    });
    const history = aHistory(api);
    await history.load(never);
    assert.equal(history.view.entries.length, 120);
    assert.ok(guidsOf(history.view.entries).startsWith('d120 d119 '));
  });

  it('shows each thing once, even if pages overlap', async () => {
    const all = newestFirst(120, (n, clock) => droplet(`d${n}`, clock));
    const api = new FakeLists({ droplets: [...all.slice(0, 60), ...all.slice(40)] });
    const history = aHistory(api);
    await history.load(never);
    while (history.view.hasOlder) await history.loadOlder(never);
    assert.equal(history.view.entries.length, 120);
  });

  const reasons = [
    ['noEndpoint', refused(404, 10000)],
    ['noPermission', refused(403, 10003)],
    ['notRecorded', refused(404, 10010)],
    ['failed', down],
  ] as const;
  for (const [reason, error] of reasons) {
    it(`names a list that is unavailable (${reason}), and shows the others`, async () => {
      const api = new FakeLists({
        droplets: newestFirst(10, (n, clock) => droplet(`d${n}`, clock)),
      });
      api.failures.set('events', error);
      const history = aHistory(api);
      await history.load(never);
      const [missing, ...others] = history.view.missing;
      assert.deepEqual(others, []);
      assert.equal(missing?.source, 'events');
      assert.equal(missing.missing.reason, reason);
      assert.equal(missing.isPartly, false);
      assert.equal(history.view.entries.length, 10);
      assert.equal(history.failure, null);
    });
  }

  it('retries what failed, but nothing that was refused', async () => {
    const api = new FakeLists({ builds: newestFirst(3, (n, clock) => build(n, clock, null)) });
    api.failures.set('builds', down);
    api.failures.set('events', refused(403, 10003));
    const history = aHistory(api);
    await history.load(never);
    api.failures.delete('builds');
    api.takeAsked();
    await history.retry(never);
    assert.deepEqual(api.takeAsked(), ['builds 1']);
    assert.equal(history.view.entries.length, 3);
    assert.deepEqual(
      history.view.missing.map(({ source }) => source),
      ['events'],
    );
  });

  it('keeps what it has of a list whose next page fails, and catches up on retry', async () => {
    const api = new FakeLists({
      droplets: newestFirst(200, (n, clock) => droplet(`d${n}`, clock)),
      builds: newestFirst(200, (n, clock) => build(`b${n}`, clock, null)),
    });
    api.failures.set('builds 2', down);
    const history = aHistory(api);
    await history.load(never);
    await history.loadOlder(never);
    await history.loadOlder(never);
    assert.equal(history.view.missing[0]?.isPartly, true);
    const before = history.view.entries.length;
    assert.ok(before > 150, String(before));
    api.failures.clear();
    await history.retry(never);
    const entries = guidsOf(history.view.entries).split(' ');
    assert.equal(entries.filter((guid) => guid.startsWith('d')).length, before - 50);
    assert.equal(entries.filter((guid) => guid.startsWith('b')).length, before - 50);
    assert.deepEqual(history.view.missing, []);
  });

  it('names the empty lists', async () => {
    const api = new FakeLists({ builds: [build('b', '10:00', null)] });
    api.failures.set('events', refused(403, 10003));
    const history = aHistory(api);
    await history.load(never);
    assert.deepEqual(history.view.empty, ['droplets', 'packages', 'deployments', 'revisions']);
  });

  it('has failed only when no list could be read', async () => {
    const api = new FakeLists();
    for (const name of everyList) api.failures.set(name, down);
    const history = aHistory(api);
    await history.load(never);
    assert.equal(history.failure?.message, 'no answer');
  });

  it('says so when the foundation does not say what is current', async () => {
    let fails = true;
    const history = new AppHistory(new FakeLists().lists, () =>
      fails ? Promise.reject(down) : Promise.resolve({ kind: 'assigned', guid: 'd1' }),
    );
    await history.load(never);
    assert.equal(history.view.missing[0]?.source, 'current');
    assert.deepEqual(history.view.current, { kind: 'unknown' });
    fails = false;
    await history.retry(never);
    assert.deepEqual(history.view.missing, []);
    assert.deepEqual(history.view.current, { kind: 'assigned', guid: 'd1' });
  });

  it('goes back as far as before after a refresh, with one request per list', async () => {
    const api = new FakeLists({ droplets: newestFirst(300, (n, clock) => droplet(n, clock)) });
    const before = aHistory(api);
    await before.load(never);
    await before.loadOlder(never);
    await before.loadOlder(never);
    api.takeAsked();
    const after = aHistory(api);
    await after.load(never, before);
    assert.equal(after.view.entries.length, before.view.entries.length);
    assert.equal(api.takeAsked().length, everyList.length);
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    const loading = aHistory(new FakeLists()).load(abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(loading, /enough/);
  });

  it('knows whether a droplet that is not listed is gone', async () => {
    const api = new FakeLists({
      droplets: newestFirst(60, (n, clock) => droplet(n, clock)),
      events: [mapped('e', '20:00', 'deleted')],
    });
    const history = aHistory(api);
    await history.load(never);
    assert.equal(history.view.hasAllDroplets, false);
    await history.loadOlder(never);
    assert.equal(history.view.hasAllDroplets, true);
  });

  it('of 5,000 things of each kind looks at each of them only a few times', async () => {
    let reads = 0;
    const counted = <T extends object>(resource: T): T =>
      new Proxy(resource, {
        get: (target, key, receiver) => {
          reads += 1;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    const count = 5000;
    const many = <T extends object>(make: (guid: string) => T) =>
      Array.from({ length: count }, (_, index) =>
        counted({ ...make(String(index)), createdAt: minutesBefore(index) }),
      );
    const api = new FakeLists({
      droplets: many((n) => droplet(n, null)),
      builds: many((n) => build(n, null, n)),
      events: many((n) => mapped(n, null, n)),
      deployments: many((n) => deployment(n, null, [n, 'd'])),
      revisions: many((n) => revision(n, null, n)),
    });
    api.pageSize = count;
    const history = aHistory(api);
    await history.load(never);
    reads = 0;
    const { entries, stretches } = history.view;
    assert.equal(entries.length, 4 * count);
    assert.ok(stretches.length > 0);
    assert.ok(reads < 5 * count * 20, `${reads} reads`);
  });
});
