import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import { goToItems } from '../../src/commands/browse/goToItems.ts';
import { foundationRow } from '../../src/explorer/rowFactory.ts';
import type { SearchedRow } from '../../src/foundations/appSearching.ts';
import type { IndexedApp } from '../../src/search/appIndex.ts';
import { AppSearch } from '../../src/search/appSearch.ts';
import { aFoundation } from '../support/foundations.ts';

const place = {
  organization: 'acme',
  organizationGuid: 'org-1',
  space: 'dev',
  spaceGuid: 'space-1',
};
const anApp = (name: string): IndexedApp => ({ guid: `guid-of-${name}`, name, place });

/** A foundation that can't be reached. */
function aRow(id: string, isReadOnly = false): SearchedRow {
  const foundation = aFoundation({ id, name: id, isReadOnly });
  const connection = {} as Parameters<typeof foundationRow>[1];
  return {
    row: foundationRow(foundation, connection, () => 50),
    id,
    name: id,
    user: 'maya',
    isKept: false,
    isSignedIn: async () => true,
    client: () => Promise.reject(new Error('the foundation is down')),
  };
}

function aSearch(...rows: readonly SearchedRow[]) {
  return new AppSearch<SearchedRow>({
    foundations: () => rows,
    folder: path.join(os.tmpdir(), 'cfd-none'),
    log: { debug: () => undefined },
  });
}

const nothing = { recent: [], text: '', targets: null, isAsking: false };
const lines = (items: ReturnType<typeof goToItems>) =>
  items.map(({ description, label }) => (description ? `${label} | ${description}` : label));

describe('What Go to App lists', () => {
  it('is all apps by name while there are few, with their places', () => {
    const search = aSearch(aRow('eu'));
    for (const name of ['web', 'Api', 'web-10', 'web-9']) {
      search.indexes[0]?.index.apps.put(anApp(name));
    }
    assert.deepEqual(lines(goToItems({ ...nothing, search })), [
      'Api | acme / dev',
      'web | acme / dev',
      'web-9 | acme / dev',
      'web-10 | acme / dev',
    ]);
  });

  it('names the foundation if there are several', () => {
    const search = aSearch(aRow('eu'), aRow('us'));
    search.indexes[1]?.index.apps.put(anApp('web'));
    assert.deepEqual(lines(goToItems({ ...nothing, search, text: 'web' })), [
      'web | acme / dev · us',
    ]);
  });

  it('is nothing but visited apps while nothing is typed and there are many', async () => {
    const row = aRow('eu');
    const search = aSearch(row);
    await search.use();
    for (let n = 0; n < 300; n += 1) search.indexes[0]?.index.apps.put(anApp(`web-${n}`));
    const recent = [
      { foundation: 'eu', user: 'maya', app: anApp('web-7') },
      { foundation: 'eu', user: 'jonas', app: anApp('web-8') },
      { foundation: 'gone', user: 'maya', app: anApp('web-9') },
    ];
    const [visited, unread, ...others] = lines(goToItems({ ...nothing, search, recent }));
    assert.equal(visited, 'web-7 | acme / dev');
    assert.match(unread ?? '', /^Could not read all apps of eu \| the foundation is down\./);
    assert.deepEqual(others, []);
  });

  it('offers no assignment on a read-only foundation', () => {
    const search = aSearch(aRow('eu'), aRow('audit', true));
    for (const { index } of search.indexes) index.apps.put(anApp('web'));
    assert.deepEqual(
      goToItems({ ...nothing, search, text: 'web' }).map(({ buttons }) => buttons?.length),
      [2, 1],
    );
  });

  it('says what is the matter if it is nothing', () => {
    const search = aSearch(aRow('eu'));
    const note = (text: string, isAsking = false) =>
      lines(goToItems({ ...nothing, search, text, isAsking }))[0];
    assert.match(note('') ?? '', /^Type part of an app’s name/);
    assert.equal(note('web', true), 'No matching apps yet');
    assert.equal(note('web'), 'No matching apps');
    assert.match(lines(goToItems({ ...nothing, search: aSearch() }))[0] ?? '', /^No foundations/);
  });

  it('is what a pasted GUID belongs to', () => {
    const row = aRow('eu');
    const found = (target: Parameters<typeof goToItems>[0]['targets'] & object) =>
      lines(goToItems({ ...nothing, search: aSearch(row), text: 'x', targets: target }));
    assert.deepEqual(
      found([
        {
          foundation: row,
          target: { kind: 'app', app: anApp('web'), droplet: '12345678-0000-4000-8000-0' },
        },
        { foundation: row, target: { kind: 'space', place } },
        { foundation: row, target: { kind: 'organization', guid: 'org-1', name: 'acme' } },
      ]),
      ['web | droplet 12345678 · acme / dev', 'dev | acme', 'acme'],
    );
  });
});
