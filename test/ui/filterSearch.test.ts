import assert from 'node:assert/strict';
import { aDroplet, aPage } from '../support/builders.ts';
import { closeServers, json, type Reply } from '../support/hostileServer.ts';
import { expandToDroplets, signIn, startFoundation } from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

const route = 'GET /v3/apps/app-1/droplets';
const path = '/v3/apps/app-1/droplets';

/** Droplets of three pages, built with Java and Ruby in turn. */
const pages = [0, 1, 2].map((number) =>
  Array.from({ length: 5000 }, (_, index) => {
    const guid = `${number}${String(index).padStart(7, '0')}-0000-4000-8000-000000000000`;
    const name = index % 1250 === 0 ? 'ruby' : 'java';
    return aDroplet({
      guid,
      buildpacks: [{ name, buildpack_name: name, version: '1.2', detect_output: null }],
    });
  }),
);

describe('A filter that searches many pages', () => {
  const session = sessionOfSuite();
  const held: (() => void)[] = [];

  after(closeServers);

  it('shows what it has found, says how far it is, and stops on a click', async () => {
    const { workbench, page } = session();
    const { instead, server } = await startFoundation([aDroplet()]);
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, server.origin);
    await expandToDroplets(workbench);
    await workbench
      .row(/^Droplet/)
      .first()
      .waitFor();
    instead.set(route, ({ path: asked }) => {
      const number = Number(/[?&]page=(\d)/.exec(asked)?.[1] ?? '1');
      const next = number === 3 ? null : `${path}?page=${number + 1}`;
      const answer = json(aPage(pages[number - 1], { next, total: 15_000 }));
      const late: Reply = (response) => held.push(() => answer(response));
      return number === 3 ? late : answer;
    });
    await workbench.chooseFromContextMenu(/^billing/, 'Filter Droplets…');
    await workbench.quickInput.getByText('Filter Droplets of billing').waitFor();
    await workbench.answer('buildpack:ruby');
    await workbench.row('Searching: 8 found in 10,000 of 15,000, click to stop').waitFor();
    assert.equal(await workbench.row(/^Droplet/).count(), 8);
    await page.mouse.move(1000, 600);
    await takeScreenshot(workbench.sideBar, 'filter-searching');
    await workbench.row(/^Searching/).click();
    await workbench.row('Load More (8 found in 10,000 of 15,000)').waitFor();
  });

  it('continues with Load More', async () => {
    const { workbench } = session();
    await workbench.row(/^Load More/).click();
    await workbench.pressUntil('Shift', async () => held.length === 2);
    for (const answer of held) answer();
    await workbench.row(/^Load More/).waitFor({ state: 'detached' });
    await workbench.row(/^billing .*filter: buildpack:ruby \(here\) · 12 of 1/).waitFor();
    assert.equal(await workbench.row(/^Droplet/).count(), 12);
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
