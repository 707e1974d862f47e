import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../src/explorer/rows.ts';
import { toTooltip } from '../../src/views/tree/tooltip.ts';
import { aDroplet, anApp, anOrganization, aSpace } from '../support/builders.ts';
import { anExplorerOf, closeFoundations, everyRow, startFoundation } from './support/foundation.ts';

const now = new Date('2026-01-05T10:00:00Z');

/** What a text would have to be taken for to do harm. */
const hostile =
  '**b** [x](command:workbench.action.quit) <a href="x">y</a> <img src=x onerror=alert(1)> `c` $(alert)\n\n# h';

describe('A tooltip', () => {
  afterEach(closeFoundations);

  it('tells of a droplet what its row has no room for', async () => {
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

  it('is absent where the row says all', async () => {
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
  const html = await rendered(toTooltip(row, now) ?? assert.fail());
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&nbsp;|\u00a0|\u202f/g, ' ');
}
