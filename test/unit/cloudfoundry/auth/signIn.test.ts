import assert from 'node:assert/strict';
import { loginPrompts } from '../../../../src/cloudfoundry/auth/prompts.ts';
import { signIn, type Credentials } from '../../../../src/cloudfoundry/auth/signIn.ts';
import { UaaError } from '../../../../src/cloudfoundry/errors.ts';
import type { SampleOptions } from '../../../../src/sample/options.ts';
import { startSampleFoundation, type SampleFoundation } from '../../../../src/sample/foundation.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import {
  closeServers,
  html,
  json,
  startServer,
  type Reply,
} from '../../../support/hostileServer.ts';

let sample: SampleFoundation | null = null;

afterEach(async () => {
  await closeTransports();
  await closeServers();
  await sample?.close();
  sample = null;
});

async function aSample(options: Partial<SampleOptions> = {}): Promise<SampleFoundation> {
  sample = await startSampleFoundation(options);
  return sample;
}

function signInTo({ login }: SampleFoundation, credentials: Credentials) {
  return signIn(aTransport(), new URL(login), credentials);
}

describe('signIn', () => {
  it('reads the user of a password from the token', async () => {
    const { user, tokens } = await signInTo(await aSample(), {
      kind: 'password',
      username: 'dev',
      password: 'dev',
    });
    assert.equal(user, 'dev');
    assert.notEqual(tokens.refreshToken, null);
  });

  it('answers further prompts along with the password', async () => {
    const foundation = await aSample({
      extraPrompts: [{ name: 'mfaCode', kind: 'password', label: 'Code', value: '4711' }],
    });
    const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
    assert.ok((await failureOf(signInTo(foundation, credentials))) instanceof UaaError);
    const { user } = await signInTo(foundation, { ...credentials, answers: { mfaCode: '4711' } });
    assert.equal(user, 'dev');
  });

  it('takes a passcode, once', async () => {
    const foundation = await aSample({ signIn: 'passcode' });
    const passcode = foundation.passcodeFor('dev');
    assert.equal((await signInTo(foundation, { kind: 'passcode', passcode })).user, 'dev');
    const error = await failureOf(signInTo(foundation, { kind: 'passcode', passcode }));
    assert.ok(error instanceof UaaError);
    assert.match(error.message, /Invalid passcode/);
  });

  it('signs a client in as itself, and keeps what it needs to do so again', async () => {
    const client = { id: 'pipeline', secret: 'pipeline-secret' };
    const { user, tokens } = await signInTo(await aSample(), { kind: 'client', ...client });
    assert.equal(user, 'pipeline');
    assert.equal(tokens.refreshToken, null);
    assert.deepEqual(tokens.client, { ...client, isUser: true });
  });

  it('accepts an access token as cf oauth-token prints it, and sends no request', async () => {
    const foundation = await aSample();
    const accessToken = foundation.tokenFor('auditor');
    const { user, tokens } = await signInTo(foundation, {
      kind: 'token',
      accessToken: `bearer ${accessToken}\n`,
    });
    assert.equal(user, 'auditor');
    assert.equal(tokens.accessToken, accessToken);
    assert.ok(tokens.expiresAt !== null && tokens.expiresAt > Date.now());
    assert.equal(foundation.requests.length, 0);
  });

  it('accepts an opaque access token', async () => {
    const { user, tokens } = await signInTo(await aSample(), {
      kind: 'token',
      accessToken: '5d7a6f0c1f3a4b2e9c8d7e6f5a4b3c2d',
    });
    assert.deepEqual({ user, expiresAt: tokens.expiresAt }, { user: null, expiresAt: null });
  });

  it('refuses pasted text that would break a header', async () => {
    const error = await failureOf(
      signInTo(await aSample(), { kind: 'token', accessToken: 'a b\r\nX-Evil: 1' }),
    );
    assert.ok(error instanceof UaaError);
    assert.ok(!error.message.includes('X-Evil'));
  });
});

describe('loginPrompts', () => {
  it('uses the login server’s path, with user and password first', async () => {
    const { prompts, server } = await promptsOf(
      json({
        prompts: {
          mfaCode: ['password', 'Code'],
          password: ['password', 'Password'],
          username: ['text', 'Email'],
        },
      }),
    );
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/uaa/login'],
    );
    assert.deepEqual(prompts.fields, [
      { name: 'username', label: 'Email', isSecret: false },
      { name: 'password', label: 'Password', isSecret: true },
      { name: 'mfaCode', label: 'Code', isSecret: true },
    ]);
  });

  // A UAA asks for a passcode only while an identity provider shows a link (its `LoginInfoEndpoint.java`); the page is there.
  it('finds the passcode page, whether or not the server asks for a passcode', async () => {
    const without = await promptsOf(json({ prompts: { username: ['text', 'Email'] } }));
    assert.equal(without.prompts.passcodePage?.href, `${without.server.origin}/uaa/passcode`);
    const { prompts, server } = await promptsOf(
      json({ prompts: { username: ['text', 'Email'], passcode: ['password', 'Code'] } }),
    );
    assert.equal(prompts.passcodePage?.href, `${server.origin}/uaa/passcode`);
    assert.deepEqual(
      prompts.fields.map(({ name }) => name),
      ['username', 'passcode'],
    );
  });

  for (const [what, reply] of [
    ['a web page', html('<h1>Log in</h1>')],
    ['not at all', json({ errors: [] }, 404)],
    ['with prompts of another shape', json({ prompts: 'none' })],
  ] as const) {
    it(`returns nothing when the server answers ${what}`, async () => {
      const { prompts } = await promptsOf(reply);
      assert.deepEqual(prompts.fields, []);
    });
  }

  it('treats hostile prompts as text, and limits their number', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, [7, null]]));
    const { prompts } = await promptsOf(json({ prompts: many }));
    assert.equal(prompts.fields.length, 10);
    assert.deepEqual(prompts.fields[0], { name: 'f0', label: 'f0', isSecret: true });
  });
});

async function promptsOf(reply: Reply) {
  const server = await startServer(() => reply);
  const prompts = await loginPrompts(aTransport(), new URL('/uaa', server.origin));
  return { prompts, server };
}
