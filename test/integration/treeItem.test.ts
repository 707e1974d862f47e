import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CurrentDroplets } from '../../src/explorer/currentDroplets.ts';
import type { Row } from '../../src/explorer/rows.ts';
import { toTreeItem } from '../../src/views/tree/treeItem.ts';
import { commandOnClick } from '../../src/views/tree/rowClick.ts';
import { aDroplet, anApp } from '../support/builders.ts';
import { aLog } from '../support/clients.ts';
import { aFilter } from '../unit/explorer/support/filters.ts';
import { hang, html, inTurn, json, reset } from '../support/hostileServer.ts';
import {
  anExplorerOf,
  closeFoundations,
  everyRow,
  openAll,
  page,
  startFoundation,
} from './support/foundation.ts';

const now = new Date('2026-01-05T10:00:00Z');
const item = (row: Row) => toTreeItem(row, now);
const labelOf = (row: Row) => {
  const { label } = item(row);
  return typeof label === 'string' ? label : label?.label;
};

describe('A row in the tree', () => {
  afterEach(closeFoundations);

  it('has an id that no other row has, in two foundations with the same content', async () => {
    const first = await startFoundation();
    const second = await startFoundation();
    const { explorer } = await anExplorerOf(first.server, second.server);
    const rows = await everyRow(explorer);
    const ids = rows.map((row) => item(row).id);
    assert.equal(rows.length, 10);
    assert.equal(new Set(ids).size, rows.length);
  });

  it('keeps its id when the foundation is read again', async () => {
    const { server } = await startFoundation();
    const ids = async () => {
      const { explorer } = await anExplorerOf(server);
      return (await everyRow(explorer)).map((row) => item(row).id);
    };
    assert.deepEqual(await ids(), await ids());
  });

  it('says of a closed app how old its current droplet is and what made it, once known', async () => {
    const { server } = await startFoundation();
    const { explorer } = await anExplorerOf(server);
    const asking = new CurrentDroplets({
      explorer,
      log: aLog(),
      isOn: () => true,
      patience: 0,
    });
    explorer.onDidShowApps((row) => asking.look(row));
    const redrawn = new Promise<readonly Row[]>((resolve) => {
      explorer.onDidRedraw(resolve);
    });
    const [organization] = await explorer.children(undefined);
    const [space] = await explorer.children(organization);
    assert.ok(organization && space?.kind === 'space');
    explorer.setExpanded(organization, true);
    explorer.setExpanded(space, true);
    const [app] = await explorer.children(space);
    assert.ok(app?.kind === 'app');
    assert.equal(item(app).description, 'started');
    assert.deepEqual(await redrawn, [app]);
    assert.equal(item(app).description, 'started · droplet 3 days ago · java 4.77');
    await explorer.children(app);
    assert.equal(item(app).description, 'started · droplet 3 days ago · java 4.77');
    await explorer.setFilter(app, aFilter('droplets', 'state:staged'));
    assert.match(String(item(app).description), /^started · droplet 3 days ago · filter: /);
    asking.dispose();
  });

  it('tells menus its kind and the available commands', async () => {
    const { server } = await startFoundation({
      droplets: [
        aDroplet({ guid: 'droplet-1' }),
        aDroplet({ guid: 'droplet-2' }),
        aDroplet({ guid: 'droplet-3', state: 'FAILED', links: {} }),
      ],
    });
    const { explorer } = await anExplorerOf(server);
    const rows = await everyRow(explorer);
    assert.deepEqual(
      rows.map((row) => item(row).contextValue),
      [
        'organization',
        'space',
        'app changeable',
        'droplet changeable downloadable',
        'droplet comparable assignable changeable deletable downloadable',
        'droplet comparable changeable deletable',
      ],
    );
    assert.equal(item(explorer.foundations[0] ?? assert.fail()).contextValue, 'foundation');
  });

  it('offers no change when its foundation is read-only, and says so in a word', async () => {
    const { server } = await startFoundation({ apps: [anApp()] });
    const { explorer, rows } = await anExplorerOf(server);
    const [row] = rows;
    assert.ok(row);
    row.foundation = { ...row.foundation, isReadOnly: true };
    const { app, droplet } = await openAll(explorer);
    assert.equal(item(app).contextValue, 'app');
    assert.equal(item(droplet).contextValue, 'droplet downloadable');
    assert.match(String(item(row).description), /^read-only · /);
  });

  it('tells menus of filters and of further pages', async () => {
    const { server } = await startFoundation({
      replies: { 'GET /v3/apps/app-1/droplets': page([aDroplet()], 2) },
    });
    const { explorer } = await anExplorerOf(server);
    const { space, app } = await openAll(explorer);
    assert.equal(item(app).contextValue, 'app changeable hasMore');
    const more = app.ending.loadMore;
    assert.equal(labelOf(more), 'Load More (1 of 3)');
    assert.equal(item(more).contextValue, 'loadMore');
    assert.equal(commandOnClick(more), 'cfDroplets.loadMore');
    await explorer.setFilter(space, aFilter('apps', 'bill'));
    assert.equal(item(space).contextValue, 'space filtered');
    assert.equal(item(space).description, 'filter: bill (here) · 1 of 1');
  });

  it('says how far a search for matches is, and stops it on a click', async () => {
    const { server, change } = await startFoundation();
    const { explorer } = await anExplorerOf(server);
    const { app } = await openAll(explorer);
    const pages = inTurn(page([aDroplet()], 2), hang);
    change({ replies: { 'GET /v3/apps/app-1/droplets': (response) => pages()(response) } });
    await explorer.setFilter(app, aFilter('droplets', 'ruby'));
    const more = app.ending.loadMore;
    assert.deepEqual(await explorer.children(app), [more]);
    assert.equal(labelOf(more), '0 found in 1 of 3');
    assert.equal(item(more).contextValue, 'loadMore searching');
    assert.equal(commandOnClick(more), 'cfDroplets.stopSearch');
    const ended = new Promise<void>((resolve) => {
      explorer.onDidChange(() => resolve());
    });
    explorer.stopSearch(app);
    await ended;
    assert.equal(labelOf(more), 'Load More (0 found in 1 of 3)');
    assert.equal(commandOnClick(more), 'cfDroplets.loadMore');
  });

  it('shows a droplet with state, age and origin, and opens it on a click', async () => {
    const { server } = await startFoundation({ apps: [anApp()] });
    const { explorer } = await anExplorerOf(server);
    const { droplet } = await openAll(explorer);
    const shown = item(droplet);
    assert.equal(shown.label, 'droplet-');
    assert.equal(shown.description, 'staged · 3 days ago · java 4.77');
    assert.equal(shown.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.equal(shown.command?.command, 'cfDroplets.openRow');
    assert.equal(commandOnClick(droplet), 'cfDroplets.showDroplet');
  });

  it('has no command with arguments, as VS Code would lose a click while it draws the row', async () => {
    const { server } = await startFoundation({
      replies: { 'GET /v3/apps/app-1/droplets': page([aDroplet()], 2) },
    });
    const { explorer } = await anExplorerOf(server);
    for (const row of await everyRow(explorer)) {
      assert.equal(item(row).command?.arguments, undefined, row.kind);
    }
  });

  it('reads a droplet aloud in words alone', async () => {
    const { server } = await startFoundation();
    const { explorer } = await anExplorerOf(server);
    const { droplet } = await openAll(explorer);
    const label = item(droplet).accessibilityInformation?.label;
    assert.equal(label, 'Droplet droplet-, current, 3 days ago, java 4.77');
  });

  it('shows every state of a droplet as an icon and a word, including future states', async () => {
    const states = {
      STAGED: ['circle-outline', 'staged'],
      FAILED: ['error', 'failed'],
      EXPIRED: ['history', 'expired'],
      STAGING: ['sync', 'staging'],
      PENDING: ['sync', 'pending'],
      COPYING: ['sync', 'copying'],
      PROCESSING_UPLOAD: ['sync', 'processing upload'],
      AWAITING_UPLOAD: ['cloud-upload', 'awaiting upload'],
      FROZEN: ['question', 'frozen'],
    };
    const { server } = await startFoundation({
      apps: [anApp()],
      droplets: Object.keys(states).map((state) => aDroplet({ guid: state, state })),
    });
    const { explorer } = await anExplorerOf(server);
    const { app } = await openAll(explorer);
    const shown = app.droplets.rows.map((row) => {
      const { iconPath, description } = item(row);
      const word = String(description).split(' · ')[0];
      return [row.droplet.state, [iconPath instanceof vscode.ThemeIcon && iconPath.id, word]];
    });
    assert.deepEqual(Object.fromEntries(shown), states);
  });

  it('marks the current droplet in any state', async () => {
    const { server } = await startFoundation({ droplets: [aDroplet({ state: 'EXPIRED' })] });
    const { explorer } = await anExplorerOf(server);
    const { droplet } = await openAll(explorer);
    const { iconPath, description } = item(droplet);
    assert.ok(iconPath instanceof vscode.ThemeIcon);
    assert.equal(iconPath.id, 'circle-filled');
    assert.match(String(description), /^current · expired · /);
  });

  it('shows the reason of a failure and retries on a click', async () => {
    const { server } = await startFoundation({
      replies: { 'GET /v3/spaces': html('<html>Maintenance</html>') },
    });
    const { explorer } = await anExplorerOf(server);
    const [, problem] = await everyRow(explorer);
    assert.equal(problem?.kind, 'problem');
    const shown = item(problem);
    assert.equal(shown.label, 'Could not load');
    assert.match(String(shown.description), /but not JSON \(a web page\)/);
    assert.equal(shown.tooltip, `${String(shown.description)}\n\nClick to try again.`);
    assert.equal(shown.command?.command, 'cfDroplets.openRow');
    assert.equal(commandOnClick(problem), 'cfDroplets.retry');
  });

  it('offers to sign in when the user is signed out, next to other foundations', async () => {
    const first = await startFoundation();
    const second = await startFoundation();
    const { explorer, rows } = await anExplorerOf(first.server, second.server);
    const [signedOut] = rows;
    assert.ok(signedOut);
    await signedOut.connection.signOut();
    const [problem] = await explorer.children(signedOut);
    assert.ok(problem);
    assert.equal(labelOf(problem), 'Signed out');
    assert.equal(item(problem).description, 'click to sign in');
    assert.equal(commandOnClick(problem), 'cfDroplets.signIn');
  });

  it('says what is missing in an empty list', async () => {
    const first = await startFoundation({ organizations: [] });
    const second = await startFoundation({ droplets: [] });
    const { explorer } = await anExplorerOf(first.server, second.server);
    const rows = await everyRow(explorer);
    const empty = rows.filter(({ kind }) => kind === 'empty').map(labelOf);
    assert.deepEqual(empty, ['No organizations are visible', 'No droplets yet']);
  });

  it('is grayed out while it cannot be refreshed, with everything below it', async () => {
    const foundation = await startFoundation();
    const { explorer } = await anExplorerOf(foundation.server);
    const { organization, space, app, droplet } = await openAll(explorer);
    for (const row of [organization, space, app]) explorer.setExpanded(row, true);
    foundation.change({ replies: { 'GET /v3/apps': reset } });
    await explorer.refresh();
    const greyed = [organization, space, app, droplet].map((row) => item(row).resourceUri?.scheme);
    assert.deepEqual(greyed, [undefined, undefined, 'cf-droplets-stale', 'cf-droplets-stale']);
    const [problem, kept] = await explorer.children(space);
    assert.equal(problem && labelOf(problem), 'Could not refresh');
    assert.equal(kept, app);
    foundation.change({});
    await explorer.refresh();
    assert.equal(item(app).resourceUri, undefined);
  });

  it('marks a suspended place, and shows counts once what is below is known', async () => {
    const { server } = await startFoundation({
      replies: {
        'GET /v3/organizations': json({
          pagination: { total_results: 1 },
          resources: [{ guid: 'org-1', name: 'acme', suspended: true }],
        }),
      },
    });
    const { explorer } = await anExplorerOf(server);
    const { organization, space } = await openAll(explorer);
    assert.equal(item(organization).description, 'suspended · 1 space');
    assert.equal(item(space).description, '1 app');
  });
});
