import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import { at, textAt } from './support/client.ts';
import { accessToken, askedLogin, refusal, type AskedLogin } from './support/login.ts';

const byPassword = 'grant_type=password&username=dev&password=dev';
const badCredentials = [401, 'unauthorized', 'Bad credentials'];
const badPasscode = [401, 'unauthorized', 'Invalid passcode'];

describe('the sample foundation’s login server', () => {
  let login: AskedLogin;

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    login = await askedLogin(options);
  };

  afterEach(() => login.foundation.close());

  const promptNames = async () => Object.keys(Object(at(await login.info(), 'prompts')));

  it('asks for the configured prompts', async () => {
    await start();
    assert.deepEqual(await promptNames(), ['username', 'password']);
    await login.foundation.close();
    await start({ signIn: 'passcode' });
    assert.deepEqual(await promptNames(), ['passcode']);
    await login.foundation.close();
    const mfaCode = { name: 'mfaCode', kind: 'password', label: 'MFA Code', value: '1' } as const;
    await start({ signIn: 'both', extraPrompts: [mfaCode] });
    assert.deepEqual(at(await login.info(), 'prompts'), {
      username: ['text', 'Email'],
      password: ['password', 'Password'],
      mfaCode: ['password', 'MFA Code'],
      passcode: [
        'password',
        `Temporary Authentication Code ( Get one at ${login.foundation.login}/passcode )`,
      ],
    });
  });

  it('requires the additional fields of the sign-in', async () => {
    await start({ extraPrompts: [{ name: 'mfaCode', kind: 'text', label: 'Code', value: '42' }] });
    assert.deepEqual(refusal(await login.token(byPassword)), badCredentials);
    assert.deepEqual(refusal(await login.token(`${byPassword}&mfaCode=41`)), badCredentials);
    assert.equal((await login.token(`${byPassword}&mfaCode=42`)).status, 200);
  });

  it('locks an account after five failures, for five minutes after the last', async () => {
    await start();
    const wrong = 'grant_type=password&username=dev&password=wrong';
    for (let i = 0; i < 5; i += 1) {
      assert.deepEqual(refusal(await login.token(wrong)), badCredentials);
    }
    const locked = [
      401,
      'unauthorized',
      'Your account has been locked because of too many failed attempts to login.',
    ];
    assert.deepEqual(refusal(await login.token(byPassword)), locked);
    const other = 'grant_type=password&username=admin&password=admin';
    assert.equal((await login.token(other)).status, 200);
    login.tick(301);
    assert.equal((await login.token(byPassword)).status, 200);
    assert.deepEqual(refusal(await login.token(wrong)), badCredentials);
  });

  // RFC 6749, 2.3.1, and UAA since 2019: id and secret are URL-encoded in the header.
  it('decodes client credentials in the header, unless it is older', async () => {
    const form = 'grant_type=client_credentials';
    const secret = 'p%s+w :é';
    const raw = `batch:${secret}`;
    const encoded = `batch:${encodeURIComponent(secret)}`;
    await start();
    assert.equal((await login.token(form, encoded)).status, 200);
    assert.deepEqual(refusal(await login.token(form, raw)), badCredentials);
    await login.foundation.close();
    await start({ decodesClients: false });
    assert.equal((await login.token(form, raw)).status, 200);
    assert.deepEqual(refusal(await login.token(form, encoded)), badCredentials);
  });

  it('accepts a passcode once, and within five minutes', async () => {
    await start({ signIn: 'passcode' });
    const { passcodeFor } = login.foundation;
    const sign = (code: string) => login.token(`grant_type=password&passcode=${code}`);
    const code = passcodeFor('auditor');
    const first = await sign(code);
    assert.equal(await login.statusWith(accessToken(first)), 200);
    const [, claims = ''] = accessToken(first).split('.');
    const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.equal(textAt(said, 'user_name'), 'auditor');
    assert.deepEqual(refusal(await sign(code)), badPasscode);
    assert.deepEqual(refusal(await sign('never-issued')), badPasscode);
    const late = passcodeFor('dev');
    login.tick(301);
    assert.deepEqual(refusal(await sign(late)), badPasscode);
    assert.deepEqual(refusal(await login.token(byPassword)), badCredentials);
  });

  it('shows a fresh passcode in a page', async () => {
    await start({ signIn: 'both' });
    const show = async () => {
      const response = await fetch(`${login.foundation.login}/passcode`);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      return /<code>([\w-]+)<\/code>/.exec(await response.text())?.[1] ?? '';
    };
    const code = await show();
    assert.notEqual(await show(), code);
    assert.equal((await login.token(`grant_type=password&passcode=${code}`)).status, 200);
  });

  it('issues a client a token for itself, without a refresh token', async () => {
    await start();
    const form = 'grant_type=client_credentials&client_id=pipeline&client_secret=';
    const granted = await login.token(`${form}pipeline-secret`, null);
    assert.equal(granted.status, 200);
    assert.ok(!('refresh_token' in Object(granted.body)));
    assert.equal(await login.statusWith(accessToken(granted)), 200);
    const [, claims = ''] = accessToken(granted).split('.');
    const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.equal(textAt(said, 'client_id'), 'pipeline');
    assert.ok(!('user_name' in Object(said)));
    assert.deepEqual(refusal(await login.token(`${form}wrong`, null)), [
      401,
      'invalid_client',
      'Bad credentials',
    ]);
  });

  it('lets a client do only what it may', async () => {
    await start();
    assert.deepEqual(refusal(await login.token('grant_type=client_credentials')), [
      401,
      'invalid_client',
      'Unauthorized grant type: client_credentials',
    ]);
    assert.deepEqual(refusal(await login.token(byPassword, 'pipeline:pipeline-secret')), [
      401,
      'invalid_client',
      'Unauthorized grant type: password',
    ]);
  });

  it('issues opaque tokens when they are requested, or always', async () => {
    await start();
    const opaque = accessToken(await login.token(`${byPassword}&token_format=opaque`));
    assert.match(opaque, /^[\da-f]{32}$/);
    assert.equal(await login.statusWith(opaque), 200);
    assert.match(accessToken(await login.token(byPassword)), /\./);
    await login.foundation.close();
    await start({ opaqueTokens: true });
    assert.match(accessToken(await login.token(byPassword)), /^[\da-f]{32}$/);
  });
});
