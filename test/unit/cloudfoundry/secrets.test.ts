import assert from 'node:assert/strict';
import type { Json, JsonObject } from '../../../src/cloudfoundry/json.ts';
import { maskSecrets, replaceSecrets } from '../../../src/cloudfoundry/secrets.ts';
import { mask, maskText } from '../../../src/cloudfoundry/secretText.ts';

const marker = 'MARKER-7c1f';

/** Plain copy, for comparing: the masked objects have no prototype. */
function plain(json: Json): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(json));
  return copy;
}

function parse(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}

function pointersOf(raw: JsonObject): readonly string[] {
  return maskSecrets(raw).secrets.map((secret) => secret.pointer);
}

describe('maskSecrets', () => {
  it('leaves a droplet without secrets as it is', () => {
    const raw: JsonObject = {
      guid: 'guid-3270f557',
      state: 'STAGED',
      error: 'example error',
      lifecycle: { type: 'buildpack', data: { buildpack: 'name-1935', stack: 'name-1936' } },
      result: { hash: { type: 'sha1', value: null }, buildpack: 'http://buildpack.git.url.com' },
      environment_variables: {},
      links: { self: { href: '/v3/droplets/guid-3270f557' } },
    };
    const masked = maskSecrets(raw);
    assert.deepEqual(plain(masked.json), raw);
    assert.deepEqual(masked.secrets, []);
    assert.deepEqual(masked.hidden, []);
  });

  const bearing: readonly (readonly [what: string, raw: JsonObject, pointer: string])[] = [
    [
      'an environment variable',
      { environment_variables: { A: marker } },
      '/environment_variables/A',
    ],
    [
      'an environment variable of any type',
      { environment_variables: { A: { deep: [1, marker] } } },
      '/environment_variables/A',
    ],
    ['env', { env: { A: marker } }, '/env/A'],
    ['env that is a list', { env: [`A=${marker}`] }, '/env'],
    ['VCAP_SERVICES', { VCAP_SERVICES: { db: [{ uri: marker }] } }, '/VCAP_SERVICES'],
    [
      'credentials of a lifecycle',
      { lifecycle: { data: { credentials: { 'reg.example.org': { token: marker } } } } },
      '/lifecycle/data/credentials',
    ],
    ['names inside credentials', { credentials: { [marker]: { username: 'x' } } }, '/credentials'],
    ['execution metadata', { execution_metadata: marker }, '/execution_metadata'],
    [
      'execution metadata of a result',
      { result: { execution_metadata: marker } },
      '/result/execution_metadata',
    ],
    ['the command of a process type', { process_types: { web: marker } }, '/process_types/web'],
    [
      'the command of a process type of a result',
      { result: { process_types: { 'a/b~c': marker } } },
      '/result/process_types/a~1b~0c',
    ],
    ['a detected start command', { detected_start_command: marker }, '/detected_start_command'],
    ['a procfile', { procfile: `web: ${marker}` }, '/procfile'],
    ['a password', { data: { password: marker } }, '/data/password'],
    ['a user name', { data: { username: marker } }, '/data/username'],
    ['an API key', { metadata: { labels: { 'api-key': marker } } }, '/metadata/labels/api-key'],
    ['a number under a secret name', { pin_secret: 7151 }, '/pin_secret'],
    [
      'user info of an address',
      { buildpack: `https://user:${marker}@git.example.org/bp.git` },
      '/buildpack',
    ],
    [
      'user info of an address in a text',
      { error: `StagingError - could not clone https://${marker}@git.example.org` },
      '/error',
    ],
    [
      'the signature of an address',
      { links: { download: { href: `https://blobs.example.org/d?X-Amz-Signature=${marker}` } } },
      '/links/download/href',
    ],
    [
      'a signature behind other parameters',
      { href: `https://b.example.org/d?expires=1&md5=${marker}` },
      '/href',
    ],
    ['a token in a fragment', { href: `https://x.example.org/#access_token=${marker}` }, '/href'],
    ['a bearer token in a text', { note: `sent Authorization: bearer ${marker}` }, '/note'],
    ['a password in a text', { error: `mysql --password=${marker} failed` }, '/error'],
  ];
  for (const [what, raw, pointer] of bearing) {
    it(`masks ${what}`, () => {
      const masked = maskSecrets(raw);
      assert.ok(!JSON.stringify(masked.json).includes(marker), JSON.stringify(masked.json));
      assert.ok(!JSON.stringify(masked.json).includes('7151'));
      assert.deepEqual(
        masked.secrets.map((secret) => secret.pointer),
        [pointer],
      );
    });

    it(`returns ${what} once it is revealed`, () => {
      const masked = maskSecrets(raw, new Set([pointer]));
      assert.deepEqual(plain(masked.json), raw);
      assert.equal(masked.secrets.length, 1);
    });
  }

  it('treats a label as a label, even if it is called env', () => {
    const raw = { metadata: { labels: { env: 'prod' } } };
    assert.deepEqual(plain(maskSecrets(raw).json), raw);
  });

  it('reveals only what was asked for', () => {
    const raw = { environment_variables: { A: 'one', B: 'two' } };
    const masked = maskSecrets(raw, new Set(['/environment_variables/A', '', '/guid']));
    assert.deepEqual(plain(masked.json), { environment_variables: { A: 'one', B: mask } });
  });

  it('reveals nothing about the length of what it masks', () => {
    const short = maskSecrets({ execution_metadata: 'x', url: 'https://a@h/' });
    const long = maskSecrets({ execution_metadata: 'x'.repeat(999), url: 'https://a:aaaa@h/' });
    assert.deepEqual(plain(short.json), plain(long.json));
  });

  it('finds no secret in null, empty values and booleans under a secret name', () => {
    const raw: JsonObject = {
      environment_variables: { EMPTY: '', NOTHING: null },
      env: {},
      credentials: [],
      execution_metadata: '',
      process_types: null,
      password: null,
      private: true,
      tokens: { a: [], b: '' },
    };
    const masked = maskSecrets(raw);
    assert.deepEqual(plain(masked.json), raw);
    assert.deepEqual(masked.secrets, []);
    assert.deepEqual(masked.hidden, []);
  });

  it('distinguishes what the API withholds from what it masks', () => {
    const raw: JsonObject = {
      execution_metadata: '[PRIVATE DATA HIDDEN IN LISTS]',
      process_types: { redacted_message: '[PRIVATE DATA HIDDEN]' },
      environment_variables: { redacted_message: 'PRIVATE DATA HIDDEN' },
      lifecycle: { data: { credentials: '***', buildpacks: ['https://***:***@git.example.org/'] } },
      data: { command: '[REDACTED]' },
    };
    const masked = maskSecrets(raw);
    assert.deepEqual(plain(masked.json), raw);
    assert.deepEqual(masked.secrets, []);
    assert.deepEqual(masked.hidden, [
      '/execution_metadata',
      '/process_types/redacted_message',
      '/environment_variables/redacted_message',
      '/lifecycle/data/credentials',
      '/lifecycle/data/buildpacks/0',
      '/data/command',
    ]);
  });

  it('still masks a secret that contains a mark of the API', () => {
    const raw: JsonObject = {
      execution_metadata: `[PRIVATE DATA HIDDEN] ${marker}`,
      process_types: { redacted_message: `PRIVATE DATA HIDDEN ${marker}` },
      environment_variables: { A: `https://***:***@h/ ${marker}` },
    };
    assert.ok(!JSON.stringify(maskSecrets(raw).json).includes(marker));
  });

  it('treats the key __proto__ like any other key', () => {
    const raw = parse(
      `{"__proto__":{"password":"${marker}"},"environment_variables":{"__proto__":"${marker}"}}`,
    );
    const masked = maskSecrets(raw);
    assert.equal(
      JSON.stringify(masked.json),
      `{"__proto__":{"password":"${mask}"},"environment_variables":{"__proto__":"${mask}"}}`,
    );
    assert.deepEqual(pointersOf(raw), ['/__proto__/password', '/environment_variables/__proto__']);
    assert.equal(({} as { password?: string }).password, undefined);
  });

  it('survives nesting that no JSON parser would', () => {
    const depth = 100_000;
    for (const key of ['a', 'environment_variables', 'password']) {
      const raw = parse(`{"${key}":${'['.repeat(depth)}"${marker}"${']'.repeat(depth)}}`);
      const masked = maskSecrets(raw, new Set(['/password']));
      assert.ok(!JSON.stringify(masked.json).includes(marker));
    }
  });

  it('does not modify the given object', () => {
    const raw = { environment_variables: { A: { b: 'c' } } };
    const before = JSON.stringify(raw);
    maskSecrets(raw, new Set(['/environment_variables/A']));
    assert.equal(JSON.stringify(raw), before);
  });
});

describe('replaceSecrets', () => {
  it('asks for each secret once, with what may be shown instead', () => {
    const seen: string[] = [];
    const replaced = replaceSecrets(
      { url: 'https://u:p@host/x', environment_variables: { A: 'b' } },
      ({ pointer, masked }) => {
        seen.push(`${pointer} ${masked}`);
        return '';
      },
    );
    assert.deepEqual(seen, [`/url https://${mask}@host/x`, `/environment_variables/A ${mask}`]);
    assert.deepEqual(plain(replaced.json), { url: '', environment_variables: { A: '' } });
  });
});

describe('maskText', () => {
  const kept = [
    'https://github.com/cloudfoundry/java-buildpack.git#v4.63',
    'ssh://git@github.com/cloudfoundry/x.git',
    'git@github.com:cloudfoundry/x.git',
    'https://host.example.org:8443/path@version',
    'https://api.example.org/v3/apps?order_by=-created_at&page=2&per_page=50',
    'NoAppDetectedError - An app was not successfully detected by any available buildpack',
    'unexpected token: }',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'https://***:***@github.com/x.git',
    '</script><img src=x onerror=alert(1)>',
  ];
  for (const text of kept) {
    it(`finds nothing to mask in ${text}`, () => {
      assert.equal(maskText(text), text);
    });
  }

  const masked: readonly (readonly [text: string, shown: string])[] = [
    ['postgres://user:pa/ss@db/x', `postgres://${mask}@db/x`],
    ['postgres://user:p@ss@db/x', `postgres://${mask}@db/x`],
    ['see https://a:b@c/d and https://e:f@g/h', `see https://${mask}@c/d and https://${mask}@g/h`],
    ['https://b/x?sig=abc&se=1#top', `https://b/x?${mask}#top`],
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', `Authorization: Basic ${mask}`],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYSJ9.abc-_1 sent', `token ${mask} sent`],
    ['DB_PASSWORD="hunter2" go', `DB_PASSWORD="${mask}" go`],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', mask],
    ['-----BEGIN PRIVATE KEY-----\nabc', mask],
  ];
  for (const [text, shown] of masked) {
    it(`shows ${JSON.stringify(shown)}`, () => {
      assert.equal(maskText(text), shown);
      assert.equal(maskText(shown), shown);
    });
  }

  it('scans hostile text only once', () => {
    for (const piece of ['a.', 'eyJ-', '-----BEGIN PRIVATE KEY-----', 'pass', 'a://', 'bearer ']) {
      const text = piece.repeat(400_000);
      assert.ok(maskText(text).length <= text.length + 400_000 * mask.length);
    }
  });
});
