import assert from 'node:assert/strict';
import type { Credentials } from '../../../src/cloudfoundry/auth/signIn.ts';
import { startSampleFoundation, type SampleFoundation } from '../../../src/sample/foundation.ts';
import { failureOf } from '../../support/clients.ts';
import { aWindow, closeWindows } from './support/window.ts';
import { signInAt } from '../../support/signIn.ts';

const password: Credentials = { kind: 'password', username: 'dev', password: 'dev' };

describe('What the login server refuses:', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await closeWindows();
    for (const close of closing.splice(0)) await close();
  });

  let now = 0;
  let sample: SampleFoundation;

  beforeEach(async () => {
    now = Date.now();
    sample = await startSampleFoundation({ signIn: 'both', now: () => now });
    closing.push(() => sample.close());
  });

  for (const [what, credentials, message] of [
    ['a wrong password', async () => ({ ...password, password: 'wrong' }), /^Bad credentials$/],
    [
      'an account that is locked',
      async () => {
        const { connection } = aWindow(sample);
        for (let i = 0; i < 5; i++) {
          await failureOf(signInAt(connection, { ...password, password: 'wrong' }));
        }
        return password;
      },
      /^Your account has been locked because of too many failed attempts to login\.$/,
    ],
    [
      'a wrong passcode',
      async () => ({ kind: 'passcode', passcode: 'wrong' }),
      /^Invalid passcode$/,
    ],
    [
      'an expired passcode',
      async () => {
        const passcode = sample.passcodeFor('dev');
        now += 10 * 60_000;
        return { kind: 'passcode', passcode };
      },
      /^Invalid passcode$/,
    ],
    [
      'a wrong client secret',
      async () => ({ kind: 'client', id: 'pipeline', secret: 'wrong' }),
      /^Bad credentials$/,
    ],
  ] as const satisfies readonly (readonly [string, () => Promise<Credentials>, RegExp])[]) {
    it(`${what} is told in its own words, and nothing is kept`, async () => {
      const given = await credentials();
      const { connection, tokens } = aWindow(sample);
      const error = await failureOf(signInAt(connection, given));
      assert.equal(error.name, 'UaaError');
      assert.match(error.message, message);
      assert.equal(tokens(), null);
    });
  }

  it('a revoked refresh token ends the session, and the rows stay', async () => {
    const { connection, explorer, row } = aWindow(sample);
    await signInAt(connection, password);
    const rows = await explorer.children(undefined);
    assert.ok(rows.length > 0);
    sample.revoke('dev');
    await explorer.refresh();
    assert.equal(row.organizations.count, rows.length);
    const { problem } = row.organizations;
    assert.ok(problem?.error instanceof Error);
    assert.equal(problem.error.name, 'SignedOutError');
  });

  it('a token of another foundation is refused, and one is signed out', async () => {
    const other = await startSampleFoundation();
    closing.push(() => other.close());
    const { connection, explorer, row } = aWindow(sample);
    await signInAt(connection, { kind: 'token', accessToken: other.tokenFor('dev') });
    await explorer.children(undefined);
    assert.equal(explorer.state, 'signedOut');
    assert.equal(row.organizations.count, 0);
  });
});
