import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { findCliSessions } from '../../../../src/cloudfoundry/auth/cliSessions.ts';
import { aCliConfig, aJwt, CliHome, removeCliHomes, signedOut } from '../../../support/cliHome.ts';

/**
 * Names of files as in the source of the plugin (github.com/cloudfoundry-community/cf-targets-plugin, `cf_targets.go`):
 * `targets/NAME.config.json` beside `config.json`, and `targets/current`, a symbolic link to one of them.
 */
describe('The sessions of the cf CLI', () => {
  let home: CliHome;

  beforeEach(() => {
    home = new CliHome();
  });

  afterEach(removeCliHomes);

  const find = async (homes: readonly string[] = []) => {
    const found = await findCliSessions(home.file, homes);
    return found.map(({ file, session, user, target, isCurrent }) => [
      path.basename(file),
      session.api.host,
      user,
      target,
      isCurrent,
    ]);
  };

  it('are the current one, and those in other folders that may be CF_HOME', async () => {
    home.write(aConfig('one'));
    const other = new CliHome();
    other.write(aConfig('two', 'ops'));
    const missing = path.join(home.folder, 'missing');
    assert.deepEqual(await find([other.folder, missing, home.folder, other.folder]), [
      ['config.json', 'api.one.example', 'dev', null, true],
      ['config.json', 'api.two.example', 'ops', null, false],
    ]);
  });

  it('include the saved targets; the current one is the session in use', async () => {
    home.write(aConfig('one'));
    home.saveTarget('prod', aConfig('two'));
    home.saveTarget('dev', aConfig('one'), { isCurrent: true });
    home.saveTarget('dev-as-ops', aConfig('one', 'ops'));
    assert.deepEqual(await find(), [
      ['config.json', 'api.one.example', 'dev', 'dev', true],
      ['dev-as-ops.config.json', 'api.one.example', 'ops', 'dev-as-ops', false],
      ['prod.config.json', 'api.two.example', 'dev', 'prod', false],
    ]);
  });

  it('are apart where somebody has signed in elsewhere since the current target was set', async () => {
    home.write(aConfig('three'));
    home.saveTarget('dev', aConfig('one'), { isCurrent: true });
    assert.deepEqual(await find(), [
      ['config.json', 'api.three.example', 'dev', null, true],
      ['dev.config.json', 'api.one.example', 'dev', 'dev', false],
    ]);
  });

  it('skip folders without a session, and broken links', async () => {
    home.write(aCliConfig(signedOut));
    home.saveTarget('damaged', '{"Target');
    home.saveTarget('', aConfig('nameless'));
    home.saveTarget('prod', aConfig('two'));
    rmSync(home.saveTarget('gone', aConfig('one'), { isCurrent: true }));
    assert.deepEqual(await find(), [['prod.config.json', 'api.two.example', 'dev', 'prod', false]]);
  });
});

function aConfig(name: string, user = 'dev'): object {
  return aCliConfig({
    Target: `https://api.${name}.example`,
    AccessToken: `bearer ${aJwt(600, user)}`,
  });
}
