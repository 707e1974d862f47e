import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/cloudfoundry/log.ts';
import { AppWatch } from '../../../../src/explorer/appWatch.ts';
import { parseFilter, type ParsedFilter } from '../../../../src/explorer/filterQuery.ts';
import { AppHistory, type HistorySourceName } from '../../../../src/explorer/history/appHistory.ts';
import { instancesOf } from '../../../../src/explorer/instances.ts';
import { loadLifecycle, type Lifecycle } from '../../../../src/explorer/lifecycle.ts';
import type { AppRow, SpaceRow } from '../../../../src/explorer/rows.ts';
import { part } from '../../../../src/explorer/part.ts';
import {
  absent,
  expect,
  listed,
  ofPart,
  says,
  shown,
  works,
  type Cell,
  type Stop,
  type Tour,
} from './tour.ts';

/** Everything that the extension lists or shows. */
export const lists: readonly Stop[] = [
  {
    name: 'Organizations',
    visit: async ({ session }) => {
      await session.open(session.row);
      return listed(session.row.organizations);
    },
  },
  {
    name: 'Spaces',
    visit: async ({ session }) => listed((await openDev(session)).parent.spaces),
  },
  {
    name: 'Apps',
    visit: async ({ session }) => listed((await openDev(session)).apps),
  },
  { name: 'Droplets', visit: async ({ open }) => listed((await open('storefront')).droplets) },
  {
    name: 'Load More',
    visit: async ({ open, session }) => {
      const row = await open('storefront');
      await session.explorer.loadMore(row);
      listed(row.droplets);
      return expect(row.droplets.count > 50, row.droplets.count);
    },
  },
  {
    name: 'Marks the current droplet',
    visit: async ({ open }) => {
      const { current } = await open('storefront');
      return expect(current.kind === 'assigned', current);
    },
  },
  {
    name: 'Marks what runs',
    visit: async ({ open, session }) => {
      const row = await open('storefront');
      const watch = new AppWatch({
        explorer: session.explorer,
        log: silentLog,
        onDidFollow: () => undefined,
        onDidStumble: () => undefined,
      });
      await watch.look(row);
      watch.dispose();
      return row.running.kind === 'known' ? works : absent;
    },
  },
  filtered('Filter apps: words', parseFilter('apps', 'front'), ({ app }) => /front/.test(app.name)),
  filtered(
    'Filter apps: whole name',
    parseFilter('apps', 'name:=Storefront'),
    ({ app }) => app.name === 'storefront',
  ),
  filtered(
    'Filter apps: lifecycle',
    parseFilter('apps', 'lifecycle:buildpack'),
    ({ app }) => app.lifecycleType === 'buildpack',
  ),
  filtered('Filter apps: label', parseFilter('apps', 'label:team=web'), () => true),
  filtered('Sort apps by name', parseFilter('apps', 'sort:-name'), () => true),
  dropletsFiltered('Filter droplets: state', 'state:failed', ({ state }) => state === 'FAILED'),
  {
    name: 'Filter droplets: guid',
    visit: async (tour) => {
      const guid = (await tour.open('storefront')).droplets.rows[7]?.droplet.guid ?? '';
      const stop = dropletsFiltered('', `guid:${guid}`, (droplet) => droplet.guid === guid);
      return stop.visit(tour);
    },
  },
  {
    name: 'Filter droplets: label',
    visit: async ({ open, session }) => {
      const row = await open('storefront');
      await session.explorer.setFilter(row, read(parseFilter('droplets', 'label:!none')));
      const cell = cellOf(() => listed(row.droplets));
      await session.explorer.setFilter(row, null);
      return cell();
    },
  },
  dropletsFiltered('Sort droplets', 'sort:updated_at', () => true),
  ofLifecycle('Droplet, whole', ({ droplet, partial }) => expect(partial === null, droplet.guid)),
  ofLifecycle('Package', (lifecycle) => ofPart(lifecycle.package)),
  {
    name: 'Builds',
    visit: async ({ client, open }) => {
      const { app, droplets } = await open('storefront');
      const packageGuid = droplets.rows[0]?.droplet.packageGuid ?? null;
      return shown(client.builds(app, packageGuid), (builds) => builds.length > 0);
    },
  },
  {
    name: 'Assignments',
    visit: async ({ client, open }) => shown(client.assignments((await open('storefront')).app)),
  },
  {
    name: 'Deployments',
    visit: async ({ client, open }) => shown(client.deployments((await open('storefront')).app)),
  },
  {
    name: 'Revisions',
    visit: async ({ client, open }) => shown(client.revisions((await open('storefront')).app)),
  },
  {
    name: 'Instances',
    visit: async ({ client, open }) => {
      const types = await part(instancesOf(client, (await open('storefront')).app));
      return types.kind === 'known' && types.value?.length === 0 ? absent : ofPart(types);
    },
  },
  {
    name: 'Sidecars',
    visit: async ({ client, open }) => {
      if (!client.can.sidecars) return absent;
      return shown(client.sidecars((await open('storefront')).app));
    },
  },
  {
    name: 'Permissions',
    visit: async ({ client, open }) => {
      if (!client.can.permissions) return absent;
      return shown(client.permissions((await open('storefront')).app));
    },
  },
  ...(['droplets', 'builds', 'packages', 'events', 'deployments', 'revisions'] as const).map(
    ofHistory,
  ),
];

async function openDev(session: Tour['session']): Promise<SpaceRow> {
  const space = await session.openSpace('acme', 'dev');
  await session.open(space);
  return space;
}

function read(parsed: ParsedFilter) {
  if (parsed.kind === 'invalid') assert.fail(JSON.stringify(parsed.problem));
  return parsed.filter;
}

/** What failed now, thrown later. */
function cellOf(look: () => Cell): () => Cell {
  try {
    const cell = look();
    return () => cell;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function filtered(name: string, parsed: ParsedFilter, isRight: (row: AppRow) => boolean): Stop {
  return {
    name,
    visit: async ({ session }) => {
      const space = await openDev(session);
      await session.explorer.setFilter(space, read(parsed));
      const cell = cellOf(() => listed(space.apps));
      const areRight = space.apps.rows.every(isRight);
      await session.explorer.setFilter(space, null);
      return areRight ? cell() : expect(false, 'an app that was not asked for');
    },
  };
}

function dropletsFiltered(
  name: string,
  text: string,
  isRight: (droplet: AppRow['droplets']['rows'][number]['droplet']) => boolean,
): Stop {
  return {
    name,
    visit: async ({ open, session }) => {
      const row = await open('storefront');
      await session.explorer.setFilter(row, read(parseFilter('droplets', text)));
      // All droplets of Korifi are staged: none of them is what was asked for.
      const cell = cellOf(() => (row.droplets.isMatchedHere ? works : listed(row.droplets)));
      const areRight = row.droplets.rows.every(({ droplet }) => isRight(droplet));
      await session.explorer.setFilter(row, null);
      return areRight ? cell() : expect(false, 'a droplet that was not asked for');
    },
  };
}

function ofLifecycle(name: string, look: (lifecycle: Lifecycle) => Cell): Stop {
  return {
    name,
    visit: async ({ client, open }) => {
      const { app, droplets } = await open('storefront');
      const droplet = droplets.rows.find((row) => row.droplet.packageGuid !== null)?.droplet;
      assert.ok(droplet);
      return look(await loadLifecycle(client, app, droplet, new AbortController().signal));
    },
  };
}

function ofHistory(source: HistorySourceName): Stop {
  return {
    name: `History: ${source}`,
    visit: async ({ client, open }) => {
      const { app } = await open('storefront');
      const history = new AppHistory(client.historyOf(app), (signal) =>
        client.currentDroplet(app, signal),
      );
      await history.load(new AbortController().signal);
      const missing = history.view.missing.find((one) => one.source === source)?.missing;
      if (!missing) return works;
      return missing.reason === 'noEndpoint'
        ? says('This foundation’s API doesn’t support this.')
        : expect(false, missing);
    },
  };
}
