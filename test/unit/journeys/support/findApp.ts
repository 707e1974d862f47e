import assert from 'node:assert/strict';
import type { CloudFoundryClient } from '../../../../src/cloudfoundry/client.ts';
import type { App } from '../../../../src/cloudfoundry/resources/app.ts';
import type { Droplet } from '../../../../src/cloudfoundry/resources/droplet.ts';

const query = { pageSize: 100 };

/** The app of that name in acme / dev of the sample foundation, and its droplets that are staged, newest first. */
export async function findApp(
  client: CloudFoundryClient,
  name: string,
): Promise<{ readonly app: App; readonly droplets: readonly Droplet[] }> {
  const organizations = await client.organizations(query);
  const acme = organizations.resources.find((each) => each.name === 'acme');
  assert.ok(acme);
  const spaces = await client.spaces(acme, query);
  const dev = spaces.resources.find((each) => each.name === 'dev');
  assert.ok(dev);
  const app = (await client.apps(dev, query)).resources.find((each) => each.name === name);
  assert.ok(app);
  const { resources } = await client.droplets(app, query);
  return { app, droplets: resources.filter(({ state }) => state === 'STAGED') };
}
