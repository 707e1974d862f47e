import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { asList, asObject, asString } from '../../src/cloudfoundry/json.ts';
import { commandIds, viewId } from '../../src/contributions.ts';
import { eventually } from './support/eventually.ts';
import { closeTabs, logLines, tabLabels } from './support/extension.ts';

const { executeCommand } = vscode.commands;
const { clipboard } = vscode.env;

/** As the workspace of these tests says. */
const pageSize = 7;

describe('The real tree, walked with the keyboard', () => {
  let api: Api;
  let droplets: readonly string[];
  let firstDroplet: number;

  before(async () => {
    await executeCommand(commandIds.openSampleFoundation);
    api = await Api.signIn();
  });

  after(closeTabs);

  it('leads from the organization through space and app to its droplets', async () => {
    const [organization] = await api.guids('/v3/organizations?order_by=name');
    const [space] = await api.guids(`/v3/spaces?order_by=name&organization_guids=${organization}`);
    const apps = await api.guids(
      `/v3/apps?order_by=name&per_page=${pageSize}&space_guids=${space}`,
    );
    const lists = await Promise.all(
      apps.map((app) => api.guids(`/v3/apps/${app}/droplets?order_by=-created_at&per_page=100`)),
    );
    const index = lists.findIndex((list) => list.length > 2 * pageSize);
    droplets = lists[index] ?? assert.fail('no app with several pages of droplets');

    await enter(0, organization);
    await executeCommand('list.expand');
    await enter(1, space);
    await executeCommand('list.expand');
    await enter(2 + index, apps[index]);
    await executeCommand('list.expand');
    firstDroplet = 3 + index;
    await enter(firstDroplet, droplets[0]);
  });

  it('opened the panel of the droplet on the way', async () => {
    const name = droplets[0]?.slice(0, 8) ?? '';
    await eventually(() => assert.ok(tabLabels().some((label) => label.endsWith(` ${name}`))));
  });

  it('adds a page when Load More is chosen', async () => {
    await focus(firstDroplet + pageSize);
    await executeCommand('list.select');
    await enter(firstDroplet + 2 * pageSize - 1, droplets[2 * pageSize - 1]);
  });

  it('opens the selected droplet as JSON', async () => {
    await executeCommand(commandIds.openDropletJson);
    assert.ok(tabLabels().includes(`${droplets[2 * pageSize - 1]?.slice(0, 8)}.json`));
  });
});

/** Moves the focus to a row, counted from the top of the tree. */
async function focus(position: number): Promise<void> {
  await executeCommand(`${viewId}.focus`);
  await executeCommand('list.focusFirst');
  for (let row = 0; row < position; row += 1) await executeCommand('list.focusDown');
}

/** Presses Enter on the row at that position, which selects it, until it is the one with this guid. */
async function enter(position: number, guid: string | undefined): Promise<void> {
  await eventually(async () => {
    await focus(position);
    await executeCommand('list.select');
    assert.equal(await guidOfSelected(), guid);
  });
}

/** Has the guid of the selected row copied; empty where none is selected. */
async function guidOfSelected(): Promise<string> {
  await clipboard.writeText('');
  const copied = executeCommand(commandIds.copyGuid).then(() => true);
  // Without a selection the command asks for a droplet.
  while (!(await Promise.race([copied, setTimeout(1000, false)]))) {
    await executeCommand('workbench.action.closeQuickOpen');
  }
  return clipboard.readText();
}

/** The sample foundation that the extension has started, asked by the tests themselves. */
class Api {
  readonly #api: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#api = url;
    this.#token = token;
  }

  static async signIn(): Promise<Api> {
    let api = '';
    await eventually(() => {
      const line = logLines().findLast((text) => text.includes('The sample foundation listens on'));
      api = /http:\S+/.exec(line ?? '')?.[0] ?? assert.fail('the log does not say where');
    });
    const answer = await fetch(`${api}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('cf:').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'password', username: 'dev', password: 'dev' }),
    });
    const token = asString(asObject(await answer.json())['access_token']);
    return new Api(api, token ?? assert.fail('no token'));
  }

  async guids(path: string): Promise<readonly string[]> {
    const headers = { authorization: `bearer ${this.#token}` };
    const answer = await fetch(`${this.#api}${path}`, { headers });
    const resources = asList(asObject(await answer.json())['resources']);
    return resources.map((resource) => asString(asObject(resource)['guid']) ?? '');
  }
}
