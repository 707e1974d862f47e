import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  cliConfigPath,
  parseCliConfig,
  readCliConfig,
  type CliSession,
} from '../../../../src/cloudfoundry/auth/cliConfig.ts';
import { aCliConfig, CliHome, removeCliHomes, signedOut } from '../../../support/cliHome.ts';

describe('The cf CLI’s config file', () => {
  afterEach(removeCliHomes);

  for (const [where, platform, env, file] of [
    ['the home folder', 'linux', {}, '/home/dev/.cf/config.json'],
    ['CF_HOME', 'linux', { CF_HOME: '/other' }, '/other/.cf/config.json'],
    [
      'the home folder where CF_HOME is empty',
      'darwin',
      { CF_HOME: '' },
      '/home/dev/.cf/config.json',
    ],
    [
      'CF_HOME on Windows too',
      'win32',
      { CF_HOME: 'D:/cf', USERPROFILE: 'C:/u' },
      'D:/cf/.cf/config.json',
    ],
    [
      'HOMEDRIVE and HOMEPATH on Windows',
      'win32',
      { HOMEDRIVE: 'H:', HOMEPATH: '/dev', USERPROFILE: 'C:/u' },
      'H:/dev/.cf/config.json',
    ],
    [
      'USERPROFILE on Windows without both of these',
      'win32',
      { HOMEDRIVE: 'H:', USERPROFILE: 'C:/u' },
      'C:/u/.cf/config.json',
    ],
    ['the home folder on Windows without any', 'win32', {}, '/home/dev/.cf/config.json'],
    [
      'the home folder elsewhere, whatever Windows would look at',
      'linux',
      { USERPROFILE: 'C:/u' },
      '/home/dev/.cf/config.json',
    ],
  ] as const) {
    it(`is in ${where}`, () => {
      const found = cliConfigPath(env, platform, '/home/dev');
      assert.equal(found.replaceAll('\\', '/'), file);
    });
  }

  it('holds the session', () => {
    const session = sessionIn(aCliConfig());
    assert.deepEqual(session, {
      api: new URL('https://api.example.org'),
      accessToken: 'access-0',
      refreshToken: 'refresh-0',
      client: { id: 'cf', secret: '' },
      grant: 'user',
      login: new URL('https://login.example.org'),
      target: { organization: 'org-1', space: 'space-1' },
      skipsTlsValidation: false,
    } satisfies CliSession);
  });

  it('holds the session of a client, which has no refresh token', () => {
    const session = sessionIn(
      aCliConfig({
        RefreshToken: '',
        UAAGrantType: 'client_credentials',
        UAAOAuthClient: 'pipeline',
        UAAOAuthClientSecret: 'pipeline-secret',
      }),
    );
    assert.deepEqual(session?.client, { id: 'pipeline', secret: 'pipeline-secret' });
    assert.deepEqual([session?.grant, session?.refreshToken], ['client', null]);
  });

  it('may be of another version, with fields missing', () => {
    const session = sessionIn({
      ConfigVersion: 3,
      Target: 'https://api.example.org',
      AccessToken: 'Bearer access-0',
    });
    assert.deepEqual(session, {
      api: new URL('https://api.example.org'),
      accessToken: 'access-0',
      refreshToken: null,
      client: { id: 'cf', secret: '' },
      grant: 'user',
      login: null,
      target: { organization: null, space: null },
      skipsTlsValidation: false,
    } satisfies CliSession);
  });

  it('says that certificates are not validated', () => {
    assert.equal(sessionIn(aCliConfig({ SSLDisabled: true }))?.skipsTlsValidation, true);
  });

  it('says that nobody is signed in', () => {
    const api = new URL('https://api.example.org');
    for (const [content, expected] of [
      ['', null],
      [' \n', null],
      ['{}', null],
      [JSON.stringify(aCliConfig(signedOut)), api],
      [JSON.stringify(aCliConfig({ AccessToken: 'bearer ' })), api],
      [JSON.stringify(aCliConfig({ Target: '' })), null],
      [JSON.stringify(aCliConfig({ Target: 'https://user:pass@api.example.org' })), null],
    ] as const) {
      assert.deepEqual(parseCliConfig(content), { kind: 'signedOut', api: expected }, content);
    }
  });

  it('recognizes Korifi, whose tokens it does not hold', () => {
    const content = aCliConfig({
      AccessToken: '',
      CFOnK8s: { Enabled: true, AuthInfo: 'kubernetes-admin' },
    });
    assert.equal(parseCliConfig(JSON.stringify(content)).kind, 'kubernetes');
  });

  for (const content of ['{"Target": "https://api', '[]', 'null', '7', '<html>', '\u0000\u0001']) {
    it(`is unreadable when it is ${JSON.stringify(content)}`, () => {
      assert.equal(parseCliConfig(content).kind, 'unreadable');
    });
  }

  it('is unreadable when its token would break the header that it is sent in', () => {
    const config = parseCliConfig(JSON.stringify(aCliConfig({ AccessToken: 'bearer a\r\nb: c' })));
    assert.equal(config.kind, 'unreadable');
  });

  it('may be missing, with or without its folder', async () => {
    const home = new CliHome();
    assert.deepEqual(await readCliConfig(home.file), { kind: 'missing' });
    removeCliHomes();
    assert.deepEqual(await readCliConfig(home.file), { kind: 'missing' });
  });

  it('is read again when it is half-written or empty', async () => {
    for (const half of ['', JSON.stringify(aCliConfig()).slice(0, 100)]) {
      const home = new CliHome();
      writeFileSync(home.file, half);
      const reading = readCliConfig(home.file);
      await setTimeout(20);
      home.write(aCliConfig());
      assert.equal((await reading).kind, 'session');
    }
  });

  it('is read completely even if it is replaced meanwhile', async () => {
    const home = new CliHome();
    home.write(aCliConfig());
    for (let time = 0; time < 50; time++) {
      const reading = readCliConfig(home.file);
      home.write(aCliConfig({ AccessToken: `bearer access-${time}` }));
      assert.equal((await reading).kind, 'session');
    }
  });

  it('is unreadable, with the reason, when it stays half-written or is not a file', async () => {
    const home = new CliHome();
    home.write('{"Target":');
    assert.deepEqual(await readCliConfig(home.file), {
      kind: 'unreadable',
      reason: 'it isn’t JSON',
    });
    rmSync(home.file);
    mkdirSync(home.file);
    assert.deepEqual(await readCliConfig(home.file), { kind: 'unreadable', reason: 'EISDIR' });
  });
});

function sessionIn(content: object): CliSession | null {
  const config = parseCliConfig(JSON.stringify(content));
  return config.kind === 'session' ? config.session : null;
}
