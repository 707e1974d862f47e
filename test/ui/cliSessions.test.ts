import assert from 'node:assert/strict';
import { aDroplet } from '../support/builders.ts';
import { aCliConfig, aJwt, CliHome, removeCliHomes } from '../support/cliHome.ts';
import { closeServers } from '../support/hostileServer.ts';
import { startFoundation, type TestFoundation } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

describe('Several sessions of the cf CLI', () => {
  const cfHome = process.env['CF_HOME'];
  let home: CliHome;
  let other: CliHome;
  const foundations: TestFoundation[] = [];

  before(async () => {
    home = new CliHome();
    other = new CliHome();
    process.env['CF_HOME'] = home.folder;
    for (let n = 0; n < 3; n++) foundations.push(await startFoundation([aDroplet()]));
    home.write(aSession(0, 'dev'));
    home.saveTarget('staging', aSession(0, 'dev'), { isCurrent: true });
    home.saveTarget('prod', aSession(1, 'ops'));
    other.write(aSession(2, 'auditor'));
  });

  const session = sessionOfSuite(() => ({ settings: { 'cfDroplets.cfHomes': [other.folder] } }));

  after(async () => {
    if (cfHome === undefined) delete process.env['CF_HOME'];
    else process.env['CF_HOME'] = cfHome;
    removeCliHomes();
    await closeServers();
  });

  const originOf = (n: number) => foundations[n]?.server.origin ?? assert.fail();

  function aSession(n: number, user: string): object {
    return aCliConfig({
      Target: originOf(n),
      AuthorizationEndpoint: originOf(n),
      AccessToken: `bearer ${aJwt(600, user)}`,
    });
  }

  it('are offered, with the current one marked', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await workbench.runCommandByKeys('Cloud Foundry: Use cf CLI Session');
    await workbench.question('Select a cf CLI session').waitFor();
    await workbench.option('auditor').waitFor();
    const options = await workbench.quickInput.getByRole('option').all();
    const offered = await Promise.all(options.map((option) => option.getAttribute('aria-label')));
    assert.deepEqual(offered, [
      `${hostOf(0)}, dev · current, target staging · ${home.file}`,
      `${hostOf(1)}, ops, target prod · ${home.targetFile('prod')}`,
      `${hostOf(2)}, auditor, ${other.file}`,
    ]);
    await takeScreenshot(page, 'cli-sessions');
    await page.keyboard.press('Escape');
  });

  it('are in the tree side by side, each with its own session', async () => {
    const { workbench, page } = session();
    for (const n of [0, 1, 2]) {
      await workbench.runCommandByKeys('Cloud Foundry: Use cf CLI Session');
      await workbench.pick(new RegExp(`^${hostOf(n)}`));
      // The only foundation stands in the view's title. Each opens where its session works.
      if (n > 0) await workbench.row(new RegExp(`^${hostOf(n)}`)).waitFor();
      await workbench
        .row(/^billing/)
        .nth(Math.max(0, n - 1))
        .waitFor();
    }
    const texts = [/ dev · .*cf CLI$/, / ops · .*cf CLI: prod$/, / auditor · .*cf CLI: cf-home-/];
    for (const [n, text] of texts.entries()) {
      const row = workbench.row(new RegExp(`^${hostOf(n)}${text.source}`));
      await workbench.scrollTo(new RegExp(`^${hostOf(n)}`), 'up');
      await row.waitFor();
      const asked = foundations[n]?.server.requests.filter(({ path }) => path.startsWith('/v3/'));
      assert.ok(asked && asked.length > 0);
    }
    await takeScreenshot(page, 'cli-sessions-tree');
  });

  it('cause no errors', () => {
    assert.deepEqual(session().errors(), []);
  });

  const hostOf = (n: number) => new URL(originOf(n)).host;
});
