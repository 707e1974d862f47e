import assert from 'node:assert/strict';
import { SignedOutError, UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import { HistoryLoader } from '../../../../src/explorer/history/historyLoader.ts';
import { aHistory, build, droplet, FakeLists, guidsOf } from './support/lists.ts';

const down = new UnreachableError('https://api', 'timeout', 'no answer', null);
const everyList = ['droplets', 'builds', 'packages', 'events', 'deployments', 'revisions'];

function aLoader(api: FakeLists) {
  const changes: string[] = [];
  const loader: HistoryLoader = new HistoryLoader(
    async () => aHistory(api),
    () => changes.push(`${loader.loading ?? 'done'} ${loader.state.kind}`),
  );
  return { loader, changes };
}

function shown({ state }: HistoryLoader): string {
  assert.ok(state.kind === 'shown');
  return guidsOf(state.value.entries);
}

describe('Loading a history', () => {
  it('reports when it starts and when it has ended', async () => {
    const { loader, changes } = aLoader(new FakeLists());
    await loader.load();
    assert.deepEqual(changes, ['all loading', 'done shown']);
  });

  it('fails as a whole when nothing can be read, and can be retried', async () => {
    const api = new FakeLists({ droplets: [droplet('d1', '10:00')] });
    for (const name of everyList) api.failures.set(name, down);
    const { loader, changes } = aLoader(api);
    await loader.load();
    assert.ok(loader.state.kind === 'failed');
    assert.equal(loader.state.error.message, 'no answer');
    api.failures.clear();
    await loader.load();
    assert.equal(shown(loader), 'd1');
    assert.deepEqual(changes.slice(2), ['all loading', 'done shown']);
  });

  it('keeps what is shown when it cannot be refreshed', async () => {
    const api = new FakeLists({ droplets: [droplet('d1', '10:00')] });
    const { loader } = aLoader(api);
    await loader.load();
    for (const name of everyList) api.failures.set(name, down);
    await loader.load();
    assert.equal(shown(loader), 'd1');
    assert.ok(loader.state.kind === 'shown');
    assert.equal(loader.state.error?.message, 'no answer');
    api.failures.clear();
    await loader.load();
    assert.equal(loader.state.error, null);
  });

  it('fails, and can be retried, when nobody is signed in', async () => {
    let isSignedIn = false;
    const loader = new HistoryLoader(
      async () => {
        if (!isSignedIn) throw new SignedOutError('you are not signed in');
        return aHistory(new FakeLists({ droplets: [droplet('d1', '10:00')] }));
      },
      () => undefined,
    );
    await loader.load();
    assert.ok(loader.state.kind === 'failed');
    isSignedIn = true;
    await loader.load();
    assert.equal(shown(loader), 'd1');
  });

  it('goes further back once, however often it is told to', async () => {
    const droplets = Array.from({ length: 200 }, (_, index) =>
      droplet(String(index), null, { created_at: new Date(1e12 - index * 1000).toISOString() }),
    );
    const api = new FakeLists({ droplets });
    const { loader } = aLoader(api);
    await loader.load();
    api.takeAsked();
    await Promise.all([loader.loadOlder(), loader.loadOlder(), loader.retry()]);
    assert.deepEqual(api.takeAsked(), ['droplets 2']);
  });

  it('retries the list that failed', async () => {
    const api = new FakeLists({ builds: [build('b1', '10:00', null)] });
    api.failures.set('builds', down);
    const { loader } = aLoader(api);
    await loader.load();
    assert.equal(shown(loader), '');
    api.failures.clear();
    await loader.retry();
    assert.equal(shown(loader), 'b1');
  });

  it('drops pending answers when it is refreshed, and is silent once it is disposed', async () => {
    const { loader, changes } = aLoader(new FakeLists({ droplets: [droplet('d1', '10:00')] }));
    await Promise.all([loader.load(), loader.load()]);
    assert.deepEqual(changes, ['all loading', 'all loading', 'done shown']);
    const last = loader.load();
    loader.dispose();
    await last;
    assert.deepEqual(changes.slice(3), ['all shown']);
  });
});
