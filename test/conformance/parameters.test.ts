import assert from 'node:assert/strict';
import fs from 'node:fs';
import { askedFoundation, detail, textAt, type AskedFoundation } from './support/client.ts';

/** What a Cloud Controller 3.228.0 answered to each list, asked with a parameter, an order and an include of no sense. */
interface Asked {
  readonly path: string;
  readonly status_with_unknown_parameter: number;
  readonly valid_parameters: readonly string[] | null;
  readonly order_by: string | null;
  readonly include: string | null;
}

const asked = JSON.parse(
  fs.readFileSync('test/conformance/parameters.json', 'utf8'),
) as readonly Asked[];

/** What the extension never asks for, and the sample therefore does not have. */
const notServed = [
  /^\/v3\/(?:users|roles|domains|stacks|buildpacks|routes|tasks|service_credential_bindings)$/,
  /^\/v3\/apps\/APP\/tasks$/,
  /^\/v3\/spaces\/SPACE\/features$/,
];

describe('a list of the sample foundation refuses what a Cloud Controller 3.228.0 refuses', () => {
  let foundation: AskedFoundation;
  let names: ReadonlyMap<string, string>;

  before(async () => {
    foundation = await askedFoundation({ data: 'small' });
    names = await namesIn(foundation);
  });

  after(() => foundation.close());

  const ask = (path: string, query: string) =>
    foundation.ask(`GET ${path.replace(/[A-Z]{3,}/, (name) => names.get(name) ?? name)}?${query}`);

  it('covers fifty paths', () => {
    assert.equal(asked.length, 50);
  });

  const served = asked.filter(({ path }) => !notServed.some((one) => one.test(path)));
  for (const { include, order_by: order, path, ...known } of served) {
    it(`${path}: unknown parameters`, async () => {
      const { body, status } = await ask(path, 'no_such=1');
      assert.equal(status, known.status_with_unknown_parameter);
      const valid = known.valid_parameters;
      if (!valid) return;
      const list = valid.map((name) => `'${name}'`).join(', ');
      assert.equal(
        detail(body),
        `The query parameter is invalid: Unknown query parameter(s): 'no_such'. Valid parameters are: ${list}`,
      );
    });

    if (order !== null) {
      it(`${path}: unknown orders`, async () => {
        const { body, status } = await ask(path, 'order_by=no_such');
        assert.equal(status, 400);
        assert.equal(detail(body), order);
      });
    }

    if (include !== null) {
      it(`${path}: unknown includes`, async () => {
        const { body, status } = await ask(path, 'include=no_such');
        assert.equal(status, 400);
        assert.equal(detail(body), include);
      });
    }
  }
});

/** One guid for each name that the recording has. */
async function namesIn({ ask }: AskedFoundation): Promise<ReadonlyMap<string, string>> {
  const first = async (path: string) =>
    textAt((await ask(`GET ${path}`)).body, 'resources', 0, 'guid');
  const app = await first('/v3/apps?names=storefront');
  const droplet = await first(`/v3/apps/${app}/droplets?states=STAGED`);
  const relationships = { app: { data: { guid: app } } };
  const deployed = await ask('POST /v3/deployments', { droplet: { guid: droplet }, relationships });
  return new Map([
    ['ORG', await first('/v3/organizations')],
    ['SPACE', await first('/v3/spaces')],
    ['APP', app],
    ['DROPLET', droplet],
    ['PACKAGE', await first(`/v3/apps/${app}/packages`)],
    ['PROCESS', await first(`/v3/apps/${app}/processes`)],
    ['DEPLOYMENT', textAt(deployed.body, 'guid')],
    ['REVISION', await first(`/v3/apps/${app}/revisions`)],
  ]);
}
