import assert from 'node:assert/strict';
import { hugePlan } from '../../src/sample/data/huge.ts';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

describe('a huge sample foundation', () => {
  let foundation: AskedFoundation;

  const list = async (path: string) => (await foundation.ask(`GET ${path}`)).body;
  const total = async (path: string) => at(await list(path), 'pagination', 'total_results');

  before(async () => {
    foundation = await askedFoundation({ data: 'huge' });
  });

  after(() => foundation.close());

  it('has a hundred thousand apps in a thousand spaces of fifty organizations', async () => {
    assert.equal(await total('/v3/apps?per_page=1'), 100_000);
    assert.equal(await total('/v3/spaces?per_page=1'), 1000);
    assert.equal(await total('/v3/organizations?per_page=1'), 50);
  });

  it('has a hundred apps in every space, and no name twice', async () => {
    const spaces = resources(await list('/v3/spaces?per_page=5000'));
    for (const space of spaces.slice(0, 30)) {
      const guid = textAt(space, 'guid');
      const apps = resources(await list(`/v3/apps?per_page=5000&space_guids=${guid}`));
      const names = new Set(textsOf(apps, 'name').map((name) => name.toLowerCase()));
      assert.equal(names.size, 100);
    }
  });

  it('has twenty spaces in every organization, many with the same names elsewhere', async () => {
    const spaces = resources(await list('/v3/spaces?per_page=5000'));
    const places = spaces.map(
      (space) =>
        `${textAt(space, 'relationships', 'organization', 'data', 'guid')} ${textAt(space, 'name')}`,
    );
    assert.equal(new Set(places).size, 1000);
    assert.equal(await total('/v3/spaces?names=prod'), 50);
  });

  it('has organizations whose names hold what names may hold', async () => {
    const names = textsOf(resources(await list('/v3/organizations?per_page=5000')), 'name');
    for (const mark of [' ', '/', '&', "'", '"', '-']) {
      assert.ok(
        names.some((name) => name.includes(mark)),
        mark,
      );
    }
    assert.equal(new Set(names).size, 50);
  });

  it('runs some apps under the same name in every tenth space', async () => {
    assert.equal(await total('/v3/apps?names=checkout'), 100);
    assert.equal(await total('/v3/apps?names=config-server,Checkout'), 200);
  });

  it('finds current droplets by their guids, of apps that nobody has asked for', async () => {
    const apps = resources(await list('/v3/apps?per_page=150&page=400'));
    const current = apps.map((app) =>
      textAt(app, 'relationships', 'current_droplet', 'data', 'guid'),
    );
    const droplets = resources(
      await list(`/v3/droplets?per_page=5000&guids=${current.join(',')},none`),
    );
    assert.deepEqual(textsOf(droplets, 'guid').sort(), current.sort());
    const missing = await foundation.ask('GET /v3/droplets/none');
    assert.equal(missing.status, 404);
  });

  it('has droplets on an old stack and with many versions of a buildpack, and some that failed', async () => {
    const organizations = resources(await list('/v3/organizations?per_page=1&page=7'));
    const path = `/v3/droplets?per_page=5000&organization_guids=${textAt(organizations[0], 'guid')}`;
    const droplets = resources(await list(path));
    const stacks = droplets.map((droplet) => at(droplet, 'stack'));
    assert.deepEqual(new Set(stacks), new Set(['cflinuxfs4', 'cflinuxfs3', null]));
    const staged = resources(await list(`${path}&states=STAGED`));
    const versions = staged.map((droplet) => JSON.stringify(at(droplet, 'buildpacks')));
    assert.ok(new Set(versions).size > 100);
    assert.ok(resources(await list(`${path}&states=FAILED`)).length > 10);
  });

  it('still runs about every twelfth app on the old stack', async () => {
    const old = Number(await total('/v3/apps?per_page=1&stacks=cflinuxfs3'));
    assert.ok(old > 6000 && old < 9000, String(old));
  });
});

describe('the names of a huge sample foundation', () => {
  const recipes = Object.values(hugePlan()).flatMap((spaces) => Object.values(spaces).flat());
  const names = recipes.map(({ name }) => name);

  it('are the same every time, and so is all else', () => {
    const again = Object.values(hugePlan()).flatMap((spaces) => Object.values(spaces).flat());
    assert.equal(JSON.stringify(again), JSON.stringify(recipes));
  });

  it('are distinct for the most part', () => {
    assert.ok(new Set(names).size > 75_000);
  });

  it('are short, and of every style', () => {
    assert.ok(names.every((name) => /^[\w-]{1,63}$/.test(name)));
    for (const style of [/^[a-z]+-[a-z]+$/, /^[a-z]+_[a-z]+$/, /^([A-Z][a-z]+)+$/, /-v2$/, /-2$/]) {
      assert.ok(names.filter((name) => style.test(name)).length > 100, String(style));
    }
  });
});

function textsOf(all: readonly unknown[], ...path: readonly string[]): string[] {
  return all.map((one) => textAt(one, ...path));
}
