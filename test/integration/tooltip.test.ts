import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../src/explorer/rows.ts';
import { askTooltip, toTooltip } from '../../src/views/tree/tooltip.ts';
import { aDroplet, anApp, anOrganization, aPage, aSpace } from '../support/builders.ts';
import { json } from '../support/hostileServer.ts';
import {
  anExplorerOf,
  closeFoundations,
  everyRow,
  openAll,
  startFoundation,
} from './support/foundation.ts';

const now = new Date('2026-01-05T10:00:00Z');

/** What a text would have to be taken for to do harm. */
const hostile =
  '**b** [x](command:workbench.action.quit) <a href="x">y</a> <img src=x onerror=alert(1)> `c` $(alert)\n\n# h';

describe('A tooltip', () => {
  afterEach(closeFoundations);

  it('shows details of a droplet that its row has no room for', async () => {
    const [, , , droplet] = await rowsOf({ droplets: [aDroplet()] });
    const text = await shown(droplet);
    for (const part of [
      'droplet-1',
      'State: staged, current',
      'Created: Jan 2, 2026',
      '(3 days ago)',
      'Buildpacks: java 4.77',
      'Stack: cflinuxfs4',
      'Checksum: sha256 abc123',
    ]) {
      assert.ok(text.includes(part), `${part} is missing in ${text}`);
    }
  });

  it('shows how many instances of a started app are running, requested when it is shown', async () => {
    const processes = [
      { guid: 'p1', type: 'web', instances: 2, links: {} },
      { guid: 'p2', type: 'worker', instances: 0, links: {} },
    ];
    const stats = [
      { type: 'web', index: 0, state: 'RUNNING' },
      { type: 'web', index: 1, state: 'CRASHED' },
    ];
    const { links, ...fields } = anApp();
    const processesLink = { href: '/v3/apps/app-1/processes' };
    const app = { ...fields, links: { ...links, processes: processesLink } };
    const { server } = await startFoundation({
      apps: [app],
      replies: {
        'GET /v3/apps/app-1/processes': json(aPage(processes)),
        'GET /v3/processes/p1/stats': json({ resources: stats }),
      },
    });
    const { explorer } = await anExplorerOf(server);
    const rows = await openAll(explorer);
    const asked = server.requests.length;
    const tooltip = await askTooltip(rows.app, new AbortController().signal);
    assert.match(textOf(await rendered(tooltip ?? assert.fail())), /Running instances: web 1 of 2/);
    assert.equal(server.requests.length - asked, 2);
  });

  it('shows whatever a foundation says as plain text', async () => {
    const labels = { metadata: { labels: { [hostile]: hostile }, annotations: {} } };
    const rows = await rowsOf({
      organizations: [anOrganization({ name: hostile, ...labels })],
      spaces: [aSpace({ name: hostile, ...labels })],
      apps: [anApp({ name: hostile, state: hostile, created_at: hostile, ...labels })],
      droplets: [aDroplet({ error: hostile, state: hostile, stack: hostile, ...labels })],
    });
    for (const row of rows) {
      const tooltip = toTooltip(row, now);
      assert.ok(tooltip instanceof vscode.MarkdownString);
      assert.ok(!tooltip.isTrusted, 'commands would run');
      assert.ok(!tooltip.supportHtml, 'tags would count');
      assert.ok(!tooltip.supportThemeIcons, 'icons would show');
      const html = await rendered(tooltip);
      assert.match(html, /<strong>/);
      assert.doesNotMatch(html, /<(a|img|em|code|h1)\b/, row.kind);
      assert.equal(html.match(/<strong>/g)?.length, 1, row.kind);
    }
  });

  it('is absent when the row says everything', async () => {
    const foundation = await startFoundation();
    const { rows } = await anExplorerOf(foundation.server);
    const [row] = rows;
    assert.ok(row);
    for (const ending of Object.values(row.ending)) assert.equal(toTooltip(ending, now), undefined);
    assert.match(toTooltip(row, now)?.value ?? '', /127/);
  });
});

async function rowsOf(content: Parameters<typeof startFoundation>[0]): Promise<readonly Row[]> {
  const { server } = await startFoundation(content);
  const { explorer } = await anExplorerOf(server);
  return everyRow(explorer);
}

/** The Markdown as VS Code's own preview renders it. */
async function rendered(tooltip: vscode.MarkdownString): Promise<string> {
  return vscode.commands.executeCommand<string>('markdown.api.render', tooltip.value);
}

async function shown(row: Row | undefined): Promise<string> {
  assert.ok(row);
  return textOf(await rendered(toTooltip(row, now) ?? assert.fail()));
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&nbsp;|\u00a0|\u202f/g, ' ');
}
