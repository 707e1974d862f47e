import assert from 'node:assert/strict';
import { toCloudControllerError } from '../../../src/cloudfoundry/errors.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { Lifecycle } from '../../../src/explorer/lifecycle.ts';
import { attempt, Loader } from '../../../src/explorer/loader.ts';
import { notRecorded as missing } from '../../../src/explorer/part.ts';

function aLifecycle(guid: string): Lifecycle {
  return {
    droplet: toDroplet({ guid }),
    partial: null,
    current: missing,
    currentDroplet: missing,
    processes: missing,
    package: missing,
    build: missing,
    assignments: missing,
    deployments: missing,
    allDeployments: missing,
    revisions: missing,
  };
}

/** A loader whose loads end when the test says so, in the order of their start. */
function aLoader() {
  const loads: {
    readonly resolve: (lifecycle: Lifecycle) => void;
    readonly reject: (error: Error) => void;
    readonly signal: AbortSignal;
  }[] = [];
  const seen: string[] = [];
  const loader: Loader<Lifecycle, unknown> = new Loader(
    (signal) =>
      attempt(
        new Promise<Lifecycle>((resolve, reject) => {
          loads.push({ resolve, reject, signal });
        }),
      ),
    () => seen.push(describeState(loader)),
  );
  return { loader, loads, seen };
}

function describeState({ state, loading }: Loader<Lifecycle, unknown>): string {
  const what = state.kind === 'shown' ? `shown ${state.value.droplet.guid}` : state.kind;
  const error = state.kind !== 'loading' && state.error instanceof Error ? state.error.message : '';
  return [what, error, loading ? 'loading' : ''].filter((text) => text !== '').join(', ');
}

describe('A loader', () => {
  it('shows what it loads, and keeps it while it loads again', async () => {
    const { loader, loads, seen } = aLoader();
    const first = loader.load();
    loads[0]?.resolve(aLifecycle('d-1'));
    await first;
    const second = loader.load();
    loads[1]?.resolve(aLifecycle('d-1, afresh'));
    await second;
    assert.deepEqual(seen, [
      'loading, loading',
      'shown d-1',
      'shown d-1, loading',
      'shown d-1, afresh',
    ]);
  });

  it('lets a later load win, whichever ends first', async () => {
    const { loader, loads } = aLoader();
    const first = loader.load();
    const second = loader.load();
    assert.ok(loads[0]?.signal.aborted);
    loads[1]?.resolve(aLifecycle('later'));
    await second;
    loads[0]?.resolve(aLifecycle('earlier'));
    await first;
    assert.equal(describeState(loader), 'shown later');
  });

  it('keeps what is shown when a later load fails, and says why', async () => {
    const { loader, loads } = aLoader();
    const first = loader.load();
    loads[0]?.resolve(aLifecycle('d-1'));
    await first;
    const second = loader.load();
    loads[1]?.reject(new Error('no answer'));
    await second;
    assert.equal(describeState(loader), 'shown d-1, no answer');
    const third = loader.load();
    loads[2]?.resolve(aLifecycle('d-1'));
    await third;
    assert.equal(describeState(loader), 'shown d-1');
  });

  it('does not keep a droplet that is gone', async () => {
    const { loader, loads } = aLoader();
    const first = loader.load();
    loads[0]?.resolve(aLifecycle('d-1'));
    await first;
    const second = loader.load();
    loads[1]?.reject(
      toCloudControllerError(
        { method: 'GET', url: 'https://api/v3', status: 404, requestId: null, retryAfter: null },
        '{"errors":[{"code":10010,"title":"CF-ResourceNotFound","detail":"Droplet not found"}]}',
      ),
    );
    await second;
    assert.match(describeState(loader), /^failed/);
  });

  it('can retry after it failed', async () => {
    const { loader, loads, seen } = aLoader();
    const first = loader.load();
    loads[0]?.reject(new Error('no answer'));
    await first;
    const second = loader.load();
    loads[1]?.resolve(aLifecycle('d-1'));
    await second;
    assert.deepEqual(seen, [
      'loading, loading',
      'failed, no answer',
      'loading, loading',
      'shown d-1',
    ]);
  });

  it('aborts what is loading, and is silent from then on', async () => {
    const { loader, loads, seen } = aLoader();
    const load = loader.load();
    loader.dispose();
    assert.ok(loads[0]?.signal.aborted);
    loads[0]?.resolve(aLifecycle('d-1'));
    await load;
    assert.deepEqual(seen, ['loading, loading']);
  });
});
