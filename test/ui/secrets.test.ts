import assert from 'node:assert/strict';
import { aDroplet, aDropletOf2016 } from '../support/builders.ts';
import { closeServers } from '../support/hostileServer.ts';
import { expandToDroplets, signIn, startFoundation, user } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';
import { recordTraffic, type Traffic } from './support/traffic.ts';

/** One secret for each field that can hold one. */
const modern = {
  command: 'marker-command-51d0',
  metadata: 'marker-metadata-77aa',
  registryUser: 'marker-user-20c4',
  registryPassword: 'marker-password-9e31',
  requestedBuildpack: 'marker-requested-4b8f',
  detectedBuildpack: 'marker-detected-c06d',
} as const;
const early = {
  environment: 'marker-environment-6f02',
  nested: 'marker-nested-e7b5',
  command: 'marker-old-command-d913',
  metadata: 'marker-old-metadata-38ee',
  buildpack: 'marker-old-buildpack-a2f7',
} as const;

const allSecrets: readonly string[] = [...Object.values(modern), ...Object.values(early)];

const modernGuid = 'aaaa1111-0000-4000-8000-000000000001';
const earlyGuid = 'bbbb2222-0000-4000-8000-000000000002';

const modernDroplet = aDroplet({
  guid: modernGuid,
  lifecycle: {
    type: 'buildpack',
    data: {
      buildpacks: [`https://git:${modern.requestedBuildpack}@example.org/buildpack.git`],
      credentials: {
        'registry.example.org': {
          username: modern.registryUser,
          password: modern.registryPassword,
        },
      },
    },
  },
  execution_metadata: JSON.stringify({ cmd: [modern.metadata] }),
  process_types: { web: `bin/run --key ${modern.command}` },
  buildpacks: [
    {
      name: `https://git:${modern.detectedBuildpack}@example.org/buildpack.git`,
      detect_output: 'java',
      version: '4.77',
      buildpack_name: 'java',
    },
  ],
});
const earlyDroplet = aDropletOf2016({
  guid: earlyGuid,
  environment_variables: {
    DATABASE_URL: early.environment,
    VCAP_SERVICES: { db: [{ credentials: { key: early.nested } }] },
  },
  result: {
    execution_metadata: JSON.stringify({ cmd: [early.metadata] }),
    process_types: { web: `rackup --key ${early.command}` },
    hash: { type: 'sha1', value: 'abc123' },
    buildpack: {
      name: `https://git:${early.buildpack}@example.org/buildpack.git`,
      detect_output: 'ruby 2.3',
    },
    stack: 'cflinuxfs2',
  },
});

describe('Secrets of a droplet', () => {
  let traffic: Traffic;
  const session = sessionOfSuite(() => ({
    beforeOpening: async (page) => {
      traffic = await recordTraffic(page);
    },
  }));
  let clipboard = '';
  let revealed: readonly string[] = [];

  after(closeServers);

  it('do not reach the tree or its tooltips', async () => {
    const { workbench } = session();
    const { server } = await startFoundation([modernDroplet, earlyDroplet]);
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, server.origin);
    await workbench.row(/^acme/).waitFor();
    await expandToDroplets(workbench);
    assert.match(await workbench.tooltipOf(/^Droplet bbbb2222/), new RegExp(earlyGuid));
    await assertNothingLeft();
  });

  for (const [year, guid] of [
    ['2026', modernGuid],
    ['2016', earlyGuid],
  ] as const) {
    it(`do not reach the panel or its copies: a droplet of ${year}`, async () => {
      const { workbench, page } = session();
      await workbench.row(new RegExp(`^Droplet ${guid.slice(0, 8)}`)).click();
      const panel = workbench.panel();
      await panel.getByText(guid).first().waitFor();
      await panel.getByRole('list', { name: 'Droplet stages' }).waitFor();
      await assertNothingLeft();
      await takeScreenshot(page, `secrets-lifecycle-${year}`);
      await panel.getByRole('tab', { name: 'JSON' }).click();
      await panel.getByRole('tree', { name: 'JSON' }).waitFor();
      await panel.getByRole('button', { name: 'Expand All' }).click();
      await panel.getByRole('button', { name: 'Copy JSON' }).click();
      await panel.getByText('JSON copied').waitFor();
      clipboard = await workbench.clipboard();
      assert.match(clipboard, new RegExp(guid));
      await assertNothingLeft();
      await takeScreenshot(page, `secrets-json-${year}`);
    });

    it(`do not reach the JSON document either: a droplet of ${year}`, async () => {
      const { workbench, page } = session();
      await workbench.chooseFromContextMenu(
        new RegExp(`^Droplet ${guid.slice(0, 8)}`),
        'Open Droplet JSON',
      );
      await workbench.editorTab(/\.json/).waitFor();
      await page.locator('.editor-instance .view-lines').getByText(guid).first().waitFor();
      await page.locator('.editor-instance .view-lines').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+C');
      clipboard = await workbench.clipboard();
      assert.match(clipboard, new RegExp(guid));
      await assertNothingLeft();
      await takeScreenshot(page, `secrets-document-${year}`);
      await workbench.runCommandByKeys('View: Close All Editors');
    });
  }

  it('do not reach the preview of changes or a comparison', async () => {
    const { workbench, page } = session();
    await workbench.row(/^Droplet bbbb2222/).click();
    await workbench.panel().getByRole('heading', { name: 'What would change' }).waitFor();
    await assertNothingLeft();
    await workbench.chooseFromContextMenu(/^Droplet bbbb2222/, 'Compare with Current Droplet');
    await workbench.editorTab('billing: aaaa1111 (current) ↔ bbbb2222').waitFor();
    const sides = page.locator(
      '.monaco-diff-editor .editor.original, .monaco-diff-editor .editor.modified',
    );
    const texts: string[] = [];
    for (const [side, shown] of [
      [sides.first(), 'aaaa1111'],
      [sides.last(), 'bbbb2222'],
    ] as const) {
      await side.locator('.view-lines').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+C');
      clipboard = await workbench.clipboard();
      assert.match(clipboard, new RegExp(shown));
      texts.push(clipboard);
      await assertNothingLeft();
    }
    assert.match(texts[0] ?? '', /•••••••• \(differs: left\)/);
    assert.match(texts[1] ?? '', /•••••••• \(differs: right\)/);
    await takeScreenshot(page, 'secrets-comparison');
    await workbench.runCommandByKeys('View: Close All Editors');
  });

  it('are shown one by one, as they are revealed', async () => {
    const { workbench } = session();
    await workbench.row(/^Droplet bbbb2222/).click();
    const panel = workbench.panel();
    await panel.getByRole('button', { name: 'Reveal DATABASE_URL' }).first().click();
    await panel.getByText(early.environment).first().waitFor();
    revealed = [early.environment];
    // The same means that found nothing so far find this one: they do look.
    assert.ok(traffic.received().includes(early.environment));
    assert.ok((await traffic.messages()).includes(early.environment));
    assert.ok((await traffic.documents()).includes(early.environment));
    await assertNothingLeft();
    await takeScreenshot(session().page, 'secrets-revealed');
  });

  it('are hidden again in a reopened panel', async () => {
    const { workbench } = session();
    await workbench.runCommandByKeys('View: Close All Editors');
    await workbench.row(/^Droplet bbbb2222/).click();
    await workbench.panel().getByRole('button', { name: 'Reveal DATABASE_URL' }).first().waitFor();
    assert.equal((await traffic.documents()).includes(early.environment), false);
  });

  it('are never in a log, and neither is the password', () => {
    const logs = session().logs();
    assert.match(logs, /GET \/v3\/droplets/);
    for (const secret of [...allSecrets, user.password]) {
      assert.equal(logs.includes(secret), false, `${secret} is in a log.`);
    }
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });

  async function assertNothingLeft(): Promise<void> {
    const places = {
      traffic: traffic.received(),
      messages: await traffic.messages(),
      documents: await traffic.documents(),
      clipboard,
    };
    for (const secret of allSecrets.filter((text) => !revealed.includes(text))) {
      for (const [place, text] of Object.entries(places)) {
        assert.equal(text.includes(secret), false, `${secret} is in ${place}.`);
      }
    }
  }
});
