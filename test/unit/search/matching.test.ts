import assert from 'node:assert/strict';
import { AppIndex } from '../../../src/search/appIndex.ts';
import { findApps, type Searched } from '../../../src/search/matching.ts';

/** An index of these names, each in a space `org / space` if one is given after an @. */
function anIndex(...names: readonly string[]): AppIndex {
  const apps = new AppIndex();
  for (const [index, text] of names.entries()) {
    const [name = '', at = 'acme/dev'] = text.split('@');
    const [organization = '', space = ''] = at.split('/');
    const place = { organization, organizationGuid: organization, space, spaceGuid: at };
    apps.put({ guid: `guid-${index}`, name, place });
  }
  return apps;
}

function searched(apps: AppIndex, name = 'api.example.org'): Searched<string> {
  return { source: name, apps, name };
}

/** The names that are found, best first. */
function found(query: string, ...names: readonly string[]): readonly string[] {
  return findApps([searched(anIndex(...names))], query, 200).map(({ app }) => app.name);
}

describe('A search for apps', () => {
  it('finds nothing for no words', () => {
    assert.deepEqual(found('', 'web'), []);
    assert.deepEqual(found('  ', 'web'), []);
  });

  it('puts the exact name first, then names that start with it, then the others', () => {
    assert.deepEqual(
      found('checkout', 'old-checkout', 'checkout-worker', 'checkout', 'the-checkout-api'),
      ['checkout', 'checkout-worker', 'old-checkout', 'the-checkout-api'],
    );
  });

  it('doesn’t tell upper from lower case', () => {
    assert.deepEqual(found('FRAUD', 'FraudScoring', 'web'), ['FraudScoring']);
    assert.deepEqual(found('fraudscoring', 'FraudScoring'), ['FraudScoring']);
  });

  it('finds words in any order', () => {
    assert.deepEqual(found('worker payments', 'payments-worker-v2', 'payments-api'), [
      'payments-worker-v2',
    ]);
  });

  it('finds a word in the names of the space and the organization', () => {
    const names = ['checkout@retail/dev', 'checkout@retail/prod', 'checkout@bank/prod'];
    const at = (query: string) =>
      findApps([searched(anIndex(...names))], query, 200).map(({ app }) => app.place?.spaceGuid);
    assert.deepEqual(at('checkout prod'), ['retail/prod', 'bank/prod']);
    assert.deepEqual(at('checkout prod retail'), ['retail/prod']);
    assert.deepEqual(at('prod bank'), ['bank/prod']);
    assert.deepEqual(at('checkout staging'), []);
  });

  it('prefers a word in the app’s own name to one in its place', () => {
    assert.deepEqual(found('prod', 'web@acme/prod', 'producer@acme/dev'), ['producer', 'web']);
  });

  it('puts an app that is called like a word before those that contain both words', () => {
    assert.deepEqual(found('web dev', 'web-device@acme/prod', 'web-x@acme/dev', 'web@acme/dev'), [
      'web',
      'web-device',
      'web-x',
    ]);
  });

  it('finds a word in the foundation’s name', () => {
    const here = searched(anIndex('web'), 'eu.example.org');
    const there = searched(anIndex('web'), 'us.example.org');
    assert.deepEqual(
      findApps([here, there], 'web us', 200).map(({ source }) => source),
      ['us.example.org'],
    );
  });

  it('finds the best of all foundations', () => {
    const here = searched(anIndex('my-checkout', 'checkout-api'), 'a');
    const there = searched(anIndex('checkout'), 'b');
    assert.deepEqual(
      findApps([here, there], 'checkout', 2).map(({ app, source }) => [source, app.name]),
      [
        ['b', 'checkout'],
        ['a', 'checkout-api'],
      ],
    );
  });

  it('finds words with gaps, after those in one piece', () => {
    assert.deepEqual(found('chkapi', 'checkout-api', 'web', 'my-chkapi'), [
      'my-chkapi',
      'checkout-api',
    ]);
    assert.deepEqual(found('frdsc', 'FraudScoring'), ['FraudScoring']);
  });

  it('finds no gaps in short words', () => {
    assert.deepEqual(found('ca', 'checkout-api'), []);
  });

  it('finds names in other letters', () => {
    assert.deepEqual(found('größe', 'Größe-prüfen', 'grosse'), ['Größe-prüfen']);
    assert.deepEqual(found('ПЛАТ', 'платежи', 'web'), ['платежи']);
    assert.deepEqual(found('注文', '注文サービス'), ['注文サービス']);
  });

  it('finds signs', () => {
    assert.deepEqual(found('--', 'a--b', 'a-b'), ['a--b']);
    assert.deepEqual(found('-v2', 'apiv2', 'api-v2'), ['api-v2']);
    assert.deepEqual(found('invoice_', 'invoice-mailer', 'invoice_mailer'), [
      'invoice_mailer',
      'invoice-mailer',
    ]);
    for (const query of ['(', '[', '\\', '.*', '"a', "'", '$(', '%', '^', 'a|b']) {
      assert.deepEqual(found(query, 'web', `x${query}y`), [`x${query}y`], query);
    }
  });

  it('finds no more than asked for', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `web-${index}`);
    const matches = found('web', ...names);
    assert.equal(matches.length, 200);
    assert.equal(new Set(matches).size, 200);
  });

  it('finds the exact name among very many that contain it', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `a-web-${index}`);
    assert.equal(found('web', ...names, 'web')[0], 'web');
    assert.equal(found('w', ...names, 'w')[0], 'w');
    assert.equal(found('a-web', ...names, 'a-web')[0], 'a-web');
  });

  it('puts shorter names before longer ones that match equally well', () => {
    assert.deepEqual(found('web', 'web-archive-2', 'web-x', 'web-api'), [
      'web-x',
      'web-api',
      'web-archive-2',
    ]);
  });

  it('isn’t slowed down by a text that is no name', () => {
    const text = 'x'.repeat(100_000);
    assert.deepEqual(found(text, 'web', 'xxx'), []);
    assert.deepEqual(found('x '.repeat(10_000), 'xw'), ['xw']);
  });

  it('isn’t slowed down by names that make regular expressions backtrack', () => {
    const a = 'a'.repeat(250);
    const names = Array.from({ length: 200 }, (_, index) => `b${a}${index}`);
    assert.deepEqual(found(`${'a'.repeat(40)}b`, ...names), []);
    assert.deepEqual(found(`${'a '.repeat(7)}z`, ...names), []);
    assert.equal(found(`${'a'.repeat(20)} b`, ...names).length, 200);
    assert.equal(found(`${'aa '.repeat(6)}b`, ...names).length, 200);
  });
});
