import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import {
  accessToken,
  askedLogin,
  refreshToken,
  refusal,
  type AskedLogin,
  type LoginAnswer,
} from './support/login.ts';

const gone = [
  401,
  'invalid_token',
  'The token expired, was revoked, or the token ID is incorrect.',
];

describe('the sample foundation’s refresh tokens', () => {
  let login: AskedLogin;

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    login = await askedLogin(options);
  };

  afterEach(() => login.foundation.close());

  const signIn = (user = 'dev', client?: string): Promise<LoginAnswer> =>
    login.token(`grant_type=password&username=${user}&password=${user}`, client);

  const refresh = (token: string, client?: string): Promise<LoginAnswer> =>
    login.token(`grant_type=refresh_token&refresh_token=${token}`, client);

  it('stay the same, and several work side by side', async () => {
    await start();
    const one = refreshToken(await signIn());
    const two = refreshToken(await signIn());
    for (const token of [one, two, one]) {
      assert.equal(refreshToken(await refresh(token)), token);
    }
  });

  for (const rotateRefreshTokens of [false, true]) {
    const kind = rotateRefreshTokens ? 'replaced' : 'used';
    it(`expire a fixed time after the sign-in, however often they are ${kind}`, async () => {
      await start({ refreshTokenLifetime: 100, rotateRefreshTokens });
      const signedIn = await signIn();
      login.tick(60);
      const refreshed = await refresh(refreshToken(signedIn));
      login.tick(60);
      assert.deepEqual(refusal(await refresh(refreshToken(refreshed))), gone);
    });
  }

  it('are replaced at each use when they rotate', async () => {
    await start({ rotateRefreshTokens: true });
    const first = refreshToken(await signIn());
    const elsewhere = refreshToken(await signIn());
    const second = refreshToken(await refresh(first));
    assert.notEqual(second, first);
    assert.deepEqual(refusal(await refresh(first)), gone);
    assert.equal((await refresh(second)).status, 200);
    assert.equal((await refresh(elsewhere)).status, 200);
  });

  it('end all earlier ones of the same user and client when they are unique', async () => {
    await start({ uniqueRefreshTokens: true });
    const first = refreshToken(await signIn());
    const others = [
      [refreshToken(await signIn('admin')), 'cf:'],
      [refreshToken(await signIn('dev', 'portal:portal-secret')), 'portal:portal-secret'],
    ] as const;
    const second = refreshToken(await signIn());
    assert.deepEqual(refusal(await refresh(first)), gone);
    assert.equal((await refresh(second)).status, 200);
    for (const [token, client] of others) {
      assert.equal((await refresh(token, client)).status, 200);
    }
  });

  it('belong to one client', async () => {
    await start();
    const token = refreshToken(await signIn('dev', 'portal:portal-secret'));
    assert.deepEqual(refusal(await refresh(token)), [
      400,
      'invalid_grant',
      'Wrong client for this refresh token: portal',
    ]);
  });

  it('can be revoked, as can access tokens', async () => {
    await start();
    const { revoke } = login.foundation;
    const granted = await signIn();
    revoke('dev', 'access');
    assert.equal(await login.statusWith(accessToken(granted)), 401);
    const again = await refresh(refreshToken(granted));
    assert.equal(await login.statusWith(accessToken(again)), 200);
    revoke('dev', 'refresh');
    assert.equal(await login.statusWith(accessToken(again)), 200);
    assert.deepEqual(refusal(await refresh(refreshToken(granted))), gone);
    revoke('dev');
    assert.equal(await login.statusWith(accessToken(again)), 401);
  });
});
