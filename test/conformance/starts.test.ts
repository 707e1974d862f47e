import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import { askedFoundation, resources, textAt, type AskedFoundation } from './support/client.ts';

describe('an app on the sample foundation', () => {
  let foundation: AskedFoundation;
  let app: string;

  const states = async (): Promise<string> => {
    const { body } = await foundation.ask(`GET /v3/apps/${app}/processes/web/stats`);
    return resources(body)
      .map((instance) => textAt(instance, 'state'))
      .join(' ');
  };

  const act = async (action: string): Promise<void> => {
    const { status } = await foundation.ask(`POST /v3/apps/${app}/actions/${action}`);
    assert.equal(status, 200);
  };

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', ...options });
    const { body } = await foundation.ask('GET /v3/apps?names=search-indexer');
    app = textAt(body, 'resources', 0, 'guid');
  };

  afterEach(() => foundation.close());

  it('takes a while to run after it was started or restarted', async () => {
    await start();
    assert.equal(await states(), 'RUNNING RUNNING');
    await act('restart');
    assert.equal(await states(), 'STARTING STARTING');
    foundation.tick(2);
    assert.equal(await states(), 'RUNNING RUNNING');
    await act('stop');
    assert.equal(await states(), 'DOWN DOWN');
    await act('start');
    assert.equal(await states(), 'STARTING STARTING');
  });

  it('crashes if its program is set to crash, but not before', async () => {
    await start({ crash: true });
    assert.equal(await states(), 'RUNNING RUNNING');
    await act('restart');
    foundation.tick(2);
    assert.equal(await states(), 'CRASHED CRASHED');
  });

  it('has its new droplet at once, though reads may lag', async () => {
    await start({ lag: 0.5, korifi: true });
    const { ask, tick } = foundation;
    const current = async (): Promise<string> =>
      textAt((await ask(`GET /v3/apps/${app}/droplets/current`)).body, 'guid');
    const before = await current();
    const { body } = await ask(`GET /v3/apps/${app}/droplets`);
    const guid = resources(body)
      .map((droplet) => textAt(droplet, 'guid'))
      .find((droplet) => droplet !== before);
    const path = `/v3/apps/${app}/relationships/current_droplet`;
    const answer = await ask(`PATCH ${path}`, { data: { guid } });
    assert.equal(textAt(answer.body, 'data', 'guid'), guid);
    assert.equal(await current(), before);
    tick(0.5);
    assert.equal(await current(), guid);
  });
});
