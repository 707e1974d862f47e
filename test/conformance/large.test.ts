import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';

describe('a large sample foundation', () => {
  let foundation: AskedFoundation;

  before(async () => {
    foundation = await askedFoundation({ data: 'large' });
  });

  after(() => foundation.close());

  it('has ten thousand apps', async () => {
    const { body } = await foundation.ask('GET /v3/apps?per_page=5000&page=2');
    assert.equal(at(body, 'pagination', 'total_results'), 10_000);
    assert.equal(resources(body).length, 5000);
  });

  it('has an app with five thousand droplets, on one page and without duplicates', async () => {
    const apps = await foundation.ask('GET /v3/apps?names=monolith');
    const path = `/v3/apps/${textAt(apps.body, 'resources', 0, 'guid')}/droplets?per_page=5000`;
    const guids = resources((await foundation.ask(`GET ${path}`)).body).map((droplet) =>
      textAt(droplet, 'guid'),
    );
    assert.equal(new Set(guids).size, 5000);
  });

  it('finds any droplet by its guid, even when nobody has asked for its app', async () => {
    const apps = await foundation.ask('GET /v3/apps?per_page=1&page=9000');
    const current = at(apps.body, 'resources', 0, 'relationships', 'current_droplet', 'data');
    const droplet = await foundation.ask(`GET /v3/droplets/${textAt(current, 'guid')}`);
    assert.equal(droplet.status, 200);
  });
});
