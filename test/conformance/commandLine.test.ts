import assert from 'node:assert/strict';
import { parseOptions, usage } from '../../src/sample/commandLine.ts';
import { defaultOptions } from '../../src/sample/options.ts';
import { OptionError } from '../../src/sample/values.ts';

const read = (file: string): string => {
  if (file === '/missing') throw new Error('ENOENT');
  return `text of ${file}`;
};

describe('the sample foundation’s command line', () => {
  it('may be empty', () => {
    assert.deepEqual(parseOptions([], read), defaultOptions);
  });

  it('sets how users sign in and what happens to their tokens', () => {
    const line =
      '--sign-in both --extra-prompt mfaCode=1 --extra-prompt pin=2=3 --opaque-tokens --token-lifetime 5 ' +
      '--refresh-token-lifetime 9 --rotate-refresh-tokens --unique-refresh-tokens';
    assert.deepEqual(parseOptions(line.split(' '), read), {
      ...defaultOptions,
      signIn: 'both',
      extraPrompts: [
        { name: 'mfaCode', kind: 'password', label: 'mfaCode', value: '1' },
        { name: 'pin', kind: 'password', label: 'pin', value: '2=3' },
      ],
      opaqueTokens: true,
      tokenLifetime: 5,
      refreshTokenLifetime: 9,
      rotateRefreshTokens: true,
      uniqueRefreshTokens: true,
    });
  });

  it('sets which foundation it is', () => {
    const korifi = { ...defaultOptions, korifi: true };
    assert.deepEqual(parseOptions(['--korifi'], read), korifi);
    assert.deepEqual(parseOptions(['--korifi-uaa'], read), { ...korifi, korifiUaa: true });
    const { generation } = parseOptions(['--generation', '2015-04'], read);
    assert.equal(generation, '2015-04');
    const { apiVersion } = parseOptions(['--api-version', '3.0.0-alpha.3'], read);
    assert.equal(apiVersion, '3.0.0-alpha.3');
  });

  it('sets where the foundation is, and how large it is', () => {
    const line =
      '--login-port 0 --public-api https://API.example.org/ --public-login https://login.example.org ' +
      '--tls-cert c.pem --tls-key k.pem --rate-limit 20/5';
    assert.deepEqual(parseOptions(line.split(' '), read), {
      ...defaultOptions,
      loginPort: 0,
      publicApi: 'https://api.example.org',
      publicLogin: 'https://login.example.org',
      tls: { key: 'text of k.pem', cert: 'text of c.pem' },
      rateLimit: { requests: 20, resetSeconds: 5 },
    });
    assert.deepEqual(parseOptions(['--rate-limit', '20'], read).rateLimit, {
      requests: 20,
      resetSeconds: 3600,
    });
  });

  it('sets how large droplets are, and what is wrong with their store', () => {
    const line =
      '--droplet-bytes 200000000 --blob-port 9 --blob-cut 1000/2 --blob-rate 50 --blob-no-ranges --blob-wrong-bytes';
    assert.deepEqual(parseOptions(line.split(' '), read), {
      ...defaultOptions,
      dropletBytes: 200_000_000,
      blobPort: 9,
      blobFaults: {
        cut: { after: 1000, times: 2 },
        hasRanges: false,
        hasWrongBytes: true,
        rate: 50,
      },
    });
  });

  it('sets how fast things go, and what goes wrong', () => {
    const line =
      '--speed 0.5 --crash --failing-jobs --suspended acme --suspended globex/prod --no-deployments --lag 0.2';
    assert.deepEqual(parseOptions(line.split(' '), read), {
      ...defaultOptions,
      speed: 0.5,
      crash: true,
      jobsFail: true,
      suspended: ['acme', 'globex/prod'],
      hasDeployments: false,
      lag: 0.2,
    });
  });

  for (const line of [
    '--tls-key k.pem',
    '--speed 0',
    '--generation 2014',
    '--api-version 3.1.0-alpha.3',
    '--tls-key /missing --tls-cert c.pem',
    '--extra-prompt mfaCode',
    '--public-api api.example.org',
    '--public-login ftp://login.example.org',
    '--rate-limit 0',
    '--rate-limit 10/x',
    '--sign-in fingerprint',
    '--login-port -1',
    '--login-port',
    '--refresh-token-lifetime 0',
    'constructor',
  ]) {
    it(`is refused as ${line}`, () => {
      assert.throws(() => parseOptions(line.split(' '), read), OptionError);
    });
  }

  it('is explained, one option per line', () => {
    for (const name of ['--port', '--korifi', '--rotate-refresh-tokens', '--rate-limit']) {
      assert.match(usage(), new RegExp(`^  ${name} .*\\S$`, 'm'));
    }
  });
});
