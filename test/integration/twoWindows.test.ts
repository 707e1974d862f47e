import assert from 'node:assert/strict';
import type { SampleFoundation } from '../../src/sample/foundation.ts';
import { startSample } from '../support/sample.ts';
import { eventually } from './support/eventually.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { aWindow, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const credentials = { kind: 'password', username: 'dev', password: 'dev' } as const;
const { signal } = new AbortController();

// Two windows of the desktop's VS Code share one SecretStorage, and each hears of what the other writes. A VS Code in the
// browser has one for each page: here two windows' worth of the extension share that of one extension host.
describe('Two windows at a foundation that replaces refresh tokens', () => {
  let storage: Storage;
  let sample: SampleFoundation | undefined;

  before(async () => {
    storage = await realStorage();
  });

  afterEach(async () => {
    for (const { foundations, explorer } of windows.splice(0)) {
      for (const row of explorer.foundations) await foundations.remove(row);
    }
    await closeWindows();
    await sample?.close();
  });

  const windows: ReturnType<typeof aWindow>[] = [];

  /** Signs in in one window, and opens another that finds that. */
  async function openTwo(tokenLifetime: number): Promise<SampleFoundation> {
    sample = await startSample({
      tokenLifetime,
      rotateRefreshTokens: true,
      uniqueRefreshTokens: true,
    });
    const first = aWindow(storage);
    await first.foundations.signIn(anOffer(new URL(sample.api)), credentials, signal);
    windows.push(first, aWindow(storage));
    await useBoth();
    return sample;
  }

  async function useBoth(): Promise<void> {
    await Promise.all(windows.map(({ explorer }) => explorer.refresh()));
    for (const { explorer } of windows) {
      const [row] = explorer.foundations;
      await explorer.children(row);
      assert.equal(row?.organizations.problem, null);
      assert.ok(row.organizations.count > 0);
    }
  }

  it('both stay signed in over five expirations that the API reports', async () => {
    const foundation = await openTwo(1200);
    for (let expiry = 1; expiry <= 5; expiry += 1) {
      foundation.revoke('dev', 'access');
      await useBoth();
      assert.ok(granted(foundation) >= expiry);
    }
  });

  it('both stay signed in over five expirations that they anticipate', async () => {
    const foundation = await openTwo(2);
    for (let expiry = 1; expiry <= 5; expiry += 1) {
      const before = granted(foundation);
      await eventually(async () => {
        await useBoth();
        assert.ok(granted(foundation) > before);
      });
    }
  });

  it('one uses the tokens that the other received, without a request', async () => {
    const foundation = await openTwo(1200);
    const [one, other] = windows;
    foundation.revoke('dev', 'access');
    await one?.explorer.refresh();
    const before = granted(foundation);
    await other?.explorer.refresh();
    assert.equal(other?.explorer.foundations[0]?.organizations.problem, null);
    assert.equal(granted(foundation), before);
  });

  it('the one shows as whom the other has signed in, whose requests it sends from then on', async () => {
    const { api } = await openTwo(1200);
    const [one, other] = windows;
    const auditor = { ...credentials, username: 'auditor', password: 'auditor' };
    await other?.foundations.signIn(anOffer(new URL(api)), auditor, signal);
    const row = one?.explorer.foundations[0] ?? assert.fail();
    await eventually(() => assert.equal(row.foundation.user, 'auditor'));
    await eventually(async () => {
      await one?.explorer.children(row);
      assert.ok(row.organizations.count > 0);
    });
  });
});

/** How many times somebody got a token for a refresh token. */
function granted({ requests }: SampleFoundation): number {
  return requests.filter(
    ({ body, status }) => body.includes('grant_type=refresh_token') && status === 200,
  ).length;
}
