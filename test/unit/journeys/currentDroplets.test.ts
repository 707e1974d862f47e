import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { CurrentDroplets } from '../../../src/explorer/currentDroplets.ts';
import type { SpaceRow } from '../../../src/explorer/rows.ts';
import { currentDropletOf } from '../../../src/explorer/runningDroplets.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { aFilter } from '../explorer/support/filters.ts';
import { Session } from './support/session.ts';

describe('Rows of apps that tell of their current droplets', () => {
  let session: Session;
  let droplets: CurrentDroplets;

  afterEach(async () => {
    droplets.dispose();
    await session.close();
  });

  async function start(options: Partial<SampleOptions> = {}): Promise<void> {
    session = await Session.open(options);
    const { explorer } = session;
    const log = { debug: (line: string) => assert.fail(line) };
    droplets = new CurrentDroplets({ explorer, log, isOn: () => true, patience: 10 });
    explorer.onDidShowApps((row) => droplets.look(row));
  }

  /** Waits for what a list that is open leads to. */
  async function asked(): Promise<readonly string[]> {
    const lines: string[] = [];
    do {
      await setTimeout(200);
      lines.push(...session.lines());
    } while (lines.length === 0);
    return lines.filter((line) => line.startsWith('GET /v3/droplets'));
  }

  async function openSpace(): Promise<SpaceRow> {
    const space = await session.openSpace('acme', 'dev');
    await session.open(space);
    return space;
  }

  it('take one request for a space', async () => {
    await start();
    const space = await openSpace();
    assert.equal((await asked()).length, 1);
    const assigned = space.apps.rows.filter(({ current }) => current.kind === 'assigned');
    assert.ok(assigned.length > 1);
    for (const app of assigned) {
      assert.equal(currentDropletOf(app)?.appGuid, app.app.guid);
      assert.equal(app.droplets.isLoaded, false);
    }
  });

  it('take one request for the results of a search', async () => {
    await start();
    const results = await session.explorer.results.find(
      session.row,
      aFilter('allApps', 'space:dev'),
    );
    const rows = await session.open(results);
    assert.equal((await asked()).length, 1);
    assert.ok(rows.some((row) => row.kind === 'app' && currentDropletOf(row)));
  });

  it('take none for an API whose lists do not say which droplets are current', async () => {
    await start({ apiVersion: '3.99.0' });
    await openSpace();
    assert.deepEqual(await asked(), []);
  });

  it('take none for an API of 2016, which says that but takes no guids', async () => {
    await start({ generation: '2016' });
    const space = await openSpace();
    assert.ok(space.apps.rows.some(({ current }) => current.kind === 'assigned'));
    assert.deepEqual(await asked(), []);
  });
});
