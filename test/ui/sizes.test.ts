import assert from 'node:assert/strict';
import { aDroplet, anOrganization, aPage } from '../support/builders.ts';
import { closeServers, json } from '../support/hostileServer.ts';
import { expandToDroplets, signIn, startFoundation } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

const count = 130_000;

function many<T>(value: (index: number) => T): Record<string, T> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`name-${index}`, value(index)]),
  );
}

/** An object and a list in turn. As text, since `JSON.stringify` goes no deeper than some thousand levels. */
const nested = `${'{"a":['.repeat(20_000)}${']}'.repeat(20_000)}`;

const currentGuid = 'aaaa1111-0000-4000-8000-000000000001';
const labeledGuid = 'bbbb2222-0000-4000-8000-000000000002';
const linkedGuid = 'cccc3333-0000-4000-8000-000000000003';
const nestedGuid = 'dddd4444-0000-4000-8000-000000000004';

const labeled = aDroplet({
  guid: labeledGuid,
  metadata: { labels: many(String), annotations: {} },
});
const plainLinks = aDroplet({ guid: linkedGuid }).links;
const linked = aDroplet({
  guid: linkedGuid,
  links: { ...plainLinks, ...many((index) => ({ href: `/v3/things/${index}` })) },
});
const mark = '"nested here"';
const deep = aDroplet({
  guid: nestedGuid,
  unknown: 'nested here',
  process_types: { web: 'nested here' },
});
const droplets = [aDroplet({ guid: currentGuid }), labeled, linked, deep];

describe('Answers that know no measure', () => {
  const session = sessionOfSuite();
  const panel = () => session().workbench.panel();
  const tab = (name: string) => panel().getByRole('tab', { name });

  after(closeServers);

  it('are listed: a name of 200,000 characters, an invisible one, and a list that ends early', async () => {
    const { workbench, page } = session();
    const { server, instead } = await startFoundation(droplets);
    const organizations = [
      anOrganization({ name: 'acme' }),
      anOrganization({ guid: 'long-1', name: `long${'x'.repeat(200_000)}` }),
      anOrganization({ guid: 'unseen-1', name: '\u3164\u200b' }),
      anOrganization({ guid: 'half-\ud800', name: 'half' }),
    ];
    const elsewhere = aPage(organizations, { next: '/v3/elsewhere?page=2', total: 9 });
    instead.set('GET /v3/organizations', () => json(elsewhere));
    const raw = JSON.stringify(deep).replaceAll(mark, nested);
    instead.set(`GET /v3/droplets/${nestedGuid}`, () => (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(raw);
    });
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, server.origin);
    await workbench.row(/^acme/).waitFor();
    await workbench.row(/^unseen-1/).waitFor();
    await workbench.row(/^half/).waitFor();
    const long = await workbench.row(/^longx/).innerText();
    assert.ok(long.length < 300, `${long.length} Characters`);
    await workbench.row(/^This list is incomplete/).waitFor();
    await takeScreenshot(page, 'sizes-tree');
    await expandToDroplets(workbench);
  });

  for (const [what, guid, title] of [
    ['labels', labeledGuid, 'Labels'],
    ['links', linkedGuid, 'Links'],
  ] as const) {
    it(`open in the panel of a droplet, which is cut and says so: 130,000 ${what}`, async () => {
      const { workbench, page } = session();
      await workbench.row(new RegExp(`^Droplet ${guid.slice(0, 8)}`)).click();
      await panel().getByText(guid).first().waitFor();
      const section = panel()
        .locator('section')
        .filter({ has: page.locator('h2', { hasText: new RegExp(`^${title}$`) }) });
      await section.getByText('Only the first 1,000 are shown').waitFor();
      await tab('JSON').click();
      await panel().getByRole('tree', { name: 'JSON' }).waitFor();
      await panel().getByRole('searchbox', { name: 'Find in JSON' }).fill('name-129999');
      await panel().getByText('1 of 1', { exact: true }).waitFor();
      await takeScreenshot(page, `sizes-${what}`);
      await tab('Lifecycle').click();
      await panel().getByRole('button', { name: 'Copy GUID' }).click();
      await panel().getByText('GUID copied').waitFor();
      assert.equal(await workbench.clipboard(), guid);
      await workbench.runCommandByKeys('View: Close All Editors');
    });
  }

  it('open in the panel of a droplet: JSON nested 40,000 levels deep', async () => {
    const { workbench, page } = session();
    await workbench.row(/^Droplet dddd4444/).click();
    await panel().getByText(nestedGuid).first().waitFor();
    await panel().getByRole('list', { name: 'Droplet stages' }).waitFor();
    await tab('JSON').click();
    await panel().getByText('[nested too deeply to show]').first().waitFor();
    await takeScreenshot(page, 'sizes-nested');
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('are compared with the current droplet', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^Droplet dddd4444/, 'Compare with Current Droplet');
    await workbench.editorTab('billing: aaaa1111 (current) ↔ dddd4444').waitFor();
    await page
      .locator('.monaco-diff-editor .editor.modified')
      .getByText('"unknown"')
      .first()
      .waitFor();
    await takeScreenshot(page, 'sizes-comparison');
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('open as a document', async () => {
    const { workbench, page } = session();
    await workbench.chooseFromContextMenu(/^Droplet dddd4444/, 'Open Droplet JSON');
    await workbench.editorTab(/\.json/).waitFor();
    await page.locator('.editor-instance .view-lines').getByText(nestedGuid).first().waitFor();
  });

  it('show no error, neither in the console nor in the logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
