import assert from 'node:assert/strict';
import { UaaError } from '../../src/cloudfoundry/errors.ts';
import { aFoundation as aKnownFoundation } from '../support/foundations.ts';
import { closeServers, json, reset } from '../support/hostileServer.ts';
import { setFoundations } from './support/configuration.ts';
import { eventually } from './support/eventually.ts';
import { startFoundation, tokensGiven, type Content } from './support/foundation.ts';
import { realStorage, type Storage } from './support/storage.ts';
import { aWindow as windowOf, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const stateKey = 'cfDroplets.foundations';
const password = 'pass-word-marker';
const credentials = { kind: 'password', username: 'dev', password } as const;
const { signal } = new AbortController();

describe('Foundations', () => {
  let storage: Storage;
  const keys: string[] = [];

  before(async () => {
    storage = await realStorage();
  });

  afterEach(async () => {
    await closeWindows();
    await closeServers();
    for (const key of keys.splice(0)) await storage.secrets.delete(key);
    await storage.globalState.update(stateKey, undefined);
  });

  const aWindow = () => windowOf(storage);

  async function aFoundation(content?: Content) {
    const { server, change } = await startFoundation(content);
    const key = `cfDroplets.tokens.${server.origin}`;
    keys.push(key);
    const tokens = async () => storage.secrets.get(key);
    return { server, change, api: new URL(server.origin), tokens };
  }

  it('keep tokens in SecretStorage, and nowhere else', async () => {
    const { api, tokens } = await aFoundation();
    const { foundations, log } = aWindow();
    await foundations.signIn(anOffer(api), credentials, signal);
    const { access, refresh } = tokensGiven;
    const kept = new RegExp(`${access}.*${refresh}`);
    assert.match((await tokens()) ?? '', kept);
    const elsewhere = JSON.stringify([
      storage.globalState.keys().map((key) => storage.globalState.get(key)),
      log.lines,
    ]);
    assert.doesNotMatch(elsewhere, new RegExp(`${access}|${refresh}`));
    assert.doesNotMatch(`${elsewhere}${await tokens()}`, new RegExp(password));
  });

  it('reappear in the next window, signed in', async () => {
    const { api, server } = await aFoundation();
    await aWindow().foundations.signIn(anOffer(api), credentials, signal);
    const { explorer } = aWindow();
    assert.deepEqual(
      explorer.foundations.map(({ foundation }) => foundation),
      [aKnownFoundation({ api: api.origin })],
    );
    const [organization] = await explorer.children(undefined);
    assert.equal(organization?.kind, 'organization');
    assert.equal(server.requests.at(-1)?.headers.authorization, `bearer ${tokensGiven.access}`);
  });

  it('receive no requests before the tree is opened', async () => {
    const { api, server } = await aFoundation();
    await aWindow().foundations.signIn(anOffer(api), credentials, signal);
    const before = server.requests.length;
    aWindow();
    assert.equal(server.requests.length, before);
  });

  it('that two windows add are both remembered', async () => {
    const [first, second] = [await aFoundation(), await aFoundation()];
    const [one, other] = [aWindow(), aWindow()];
    await one.foundations.signIn(anOffer(first.api), credentials, signal);
    await other.foundations.signIn(anOffer(second.api), credentials, signal);
    const { explorer } = aWindow();
    assert.deepEqual(
      explorer.foundations.map(({ id }) => id),
      [first.api.origin, second.api.origin],
    );
    await one.foundations.remove(one.explorer.foundations[0] ?? assert.fail());
    assert.deepEqual(
      aWindow().explorer.foundations.map(({ id }) => id),
      [second.api.origin],
    );
  });

  for (const damaged of ['not JSON', '{"accessToken": 7}', '[]', 'null']) {
    it(`count as signed out when the stored tokens are ${damaged}`, async () => {
      const { api } = await aFoundation();
      await aWindow().foundations.signIn(anOffer(api), credentials, signal);
      await storage.secrets.store(`cfDroplets.tokens.${api.origin}`, damaged);
      const { explorer } = aWindow();
      await explorer.children(undefined);
      assert.equal(explorer.state, 'signedOut');
    });
  }

  it('forget the tokens on sign-out, in every window, and stay in the tree', async () => {
    const { api, tokens } = await aFoundation();
    const other = aWindow();
    const { foundations, explorer } = aWindow();
    await other.foundations.signIn(anOffer(api), credentials, signal);
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    await explorer.children(undefined);
    await other.explorer.children(undefined);
    await foundations.signOut(row);
    assert.equal(await tokens(), undefined);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'signedOut');
    await eventually(async () => {
      await other.explorer.refresh();
      const { problem } = other.explorer.foundations[0]?.organizations ?? assert.fail();
      assert.equal(problem?.error instanceof Error && problem.error.name, 'SignedOutError');
    });
  });

  it('are forgotten with their tokens when they are removed, even twice', async () => {
    const { api, tokens } = await aFoundation();
    const { foundations, explorer } = aWindow();
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    await Promise.all([foundations.remove(row), foundations.remove(row)]);
    assert.equal(await tokens(), undefined);
    assert.equal(explorer.state, 'noFoundation');
    assert.deepEqual(storage.globalState.get(stateKey), []);
  });

  it('can be removed while their rows are being loaded', async () => {
    const { api, change } = await aFoundation();
    const { foundations, explorer } = aWindow();
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    change({ replies: { 'GET /v3/organizations': () => undefined } });
    const loading = explorer.children(row);
    await foundations.remove(row);
    assert.deepEqual(await loading, [row.ending.problem]);
    assert.equal(explorer.state, 'noFoundation');
  });

  it('do not include invalid addresses from the saved state', async () => {
    await storage.globalState.update(stateKey, [
      null,
      7,
      'api.example.org',
      { api: 7 },
      { api: 'javascript:alert(1)' },
      { api: 'https://user:secret@api.example.org' },
      { api: 'https://api.example.org', user: 9 },
      { api: 'https://api.example.org/', user: 'dev' },
    ]);
    const { explorer } = aWindow();
    assert.deepEqual(
      explorer.foundations.map(({ id, foundation }) => [id, foundation.user]),
      [['https://api.example.org', 'dev']],
    );
    await storage.globalState.update(stateKey, { api: 'https://api.example.org' });
    assert.deepEqual(aWindow().explorer.foundations, []);
  });

  it('that refuse a sign-in leave nothing behind', async () => {
    const { api, tokens } = await aFoundation({
      replies: {
        'POST /oauth/token': json(
          { error: 'unauthorized', error_description: 'Bad credentials' },
          401,
        ),
      },
    });
    const { foundations, explorer } = aWindow();
    await assert.rejects(foundations.signIn(anOffer(api), credentials, signal), UaaError);
    assert.equal(explorer.state, 'noFoundation');
    assert.equal(await tokens(), undefined);
    assert.equal(storage.globalState.get(stateKey), undefined);
  });

  it('stay signed in when signing in again fails', async () => {
    const { api, tokens, change } = await aFoundation();
    const { foundations, explorer } = aWindow();
    await foundations.signIn(anOffer(api), credentials, signal);
    await explorer.children(undefined);
    const before = await tokens();
    change({ replies: { 'POST /oauth/token': reset } });
    await assert.rejects(foundations.signIn(anOffer(api), credentials, signal));
    assert.equal(await tokens(), before);
    assert.equal(explorer.state, 'shown');
  });

  it('appear once when somebody signs in twice at the same time', async () => {
    const { api } = await aFoundation();
    const { foundations, explorer } = aWindow();
    const rows = await Promise.all([
      foundations.signIn(anOffer(api), credentials, signal),
      foundations.signIn(anOffer(api), credentials, signal),
    ]);
    assert.equal(rows[0], rows[1]);
    assert.equal(explorer.foundations.length, 1);
  });

  it('show a new user nothing that the previous one saw', async () => {
    const { api, change } = await aFoundation();
    const { foundations, explorer } = aWindow();
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    await explorer.children(undefined);
    change({ organizations: [] });
    const same = await foundations.signIn(
      anOffer(api),
      { kind: 'password', username: 'auditor', password },
      signal,
    );
    assert.equal(same, row);
    assert.equal(row.foundation.user, 'auditor');
    assert.equal(row.organizations.count, 0);
    assert.equal(aWindow().explorer.foundations[0]?.foundation.user, 'auditor');
  });

  it('can be canceled while the sign-in waits for an answer', async () => {
    const { api, server } = await aFoundation({
      replies: { 'POST /oauth/token': () => undefined },
    });
    const { foundations, explorer } = aWindow();
    const cancel = new AbortController();
    const signingIn = foundations.signIn(anOffer(api), credentials, cancel.signal);
    await eventually(() => assert.equal(server.requests.length, 1));
    cancel.abort();
    await assert.rejects(signingIn, { name: 'AbortError' });
    assert.equal(explorer.state, 'noFoundation');
  });

  it('follow links to a newly trusted origin without a restart', async () => {
    const next = { href: 'https://api.internal.example/v3/organizations?page=2' };
    const { api, server } = await aFoundation({
      replies: {
        'GET /v3/organizations': json({
          pagination: { total_results: 2, next },
          resources: [{ guid: 'org-1', name: 'acme' }],
        }),
      },
    });
    const { foundations, explorer } = aWindow();
    const row = await foundations.signIn(anOffer(api), credentials, signal);
    await explorer.children(undefined);
    await explorer.loadMore(row);
    const { problem } = row.organizations;
    assert.equal(problem?.error instanceof Error && problem.error.name, 'RefusedLinkError');
    await setFoundations([
      { api: api.origin, trustedLinkOrigins: ['https://api.internal.example'] },
    ]);
    try {
      await eventually(async () => {
        await explorer.refresh();
        await explorer.loadMore(row);
        assert.equal(row.organizations.problem, null);
      });
      assert.equal(server.requests.at(-1)?.path, '/v3/organizations?page=2');
    } finally {
      await setFoundations(undefined);
    }
  });
});
