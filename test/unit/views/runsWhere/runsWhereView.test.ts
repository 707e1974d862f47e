import assert from 'node:assert/strict';
import { Explorer } from '../../../../src/explorer/explorer.ts';
import { RunsWhereTable } from '../../../../src/explorer/runsWhere/table.ts';
import type { ReadingState } from '../../../../src/explorer/runsWhere/reading.ts';
import {
  toRunsWhereMessage,
  type Showing,
} from '../../../../src/views/panels/runsWhere/runsWhereView.ts';
import { isToRunsWhere } from '../../../../src/webviews/runsWhereMessages.ts';
import { mostRows } from '../../../../src/webviews/runsWhereProtocol.ts';
import { language } from '../../../support/language.ts';
import { FakeFoundation } from '../../explorer/support/fakeFoundation.ts';
import { aBuildpack, aRow } from '../../explorer/runsWhere/support.ts';

const done: ReadingState = { kind: 'done' };

function nameOf(n: number): string {
  return `app-${String(n).padStart(6, '0')}`;
}

/** With 15 versions of a buildpack. */
function tableOf(count: number): RunsWhereTable {
  const table = new RunsWhereTable();
  table.add(
    Array.from({ length: count }, (_, n) =>
      aRow(
        { guid: nameOf(n), name: nameOf(n) },
        { buildpacks: [aBuildpack('java', `4.${n % 15}`)] },
      ),
    ),
  );
  return table;
}

describe('What the panel of what runs where shows', () => {
  const fake = new FakeFoundation();
  let showing: Showing;

  before(async () => {
    await fake.start();
    const place = new Explorer(() => 50).add(fake.foundation, fake.connect());
    showing = { place, from: 0, expanded: new Set(), language };
  });
  after(() => fake.close());

  const view = (
    table: RunsWhereTable,
    fields: Partial<Showing> = {},
    state: ReadingState = done,
  ) => {
    const reader = { state, appsLeft: 0, dropletsLeft: 0, canListDroplets: true, incomplete: null };
    const message = toRunsWhereMessage(table, reader, { ...showing, ...fields });
    assert.equal(isToRunsWhere(message), true);
    return message;
  };
  const shown = (...given: Parameters<typeof view>) => {
    const message = view(...given);
    assert.ok(message.type === 'shown');
    return message;
  };
  it('is that it loads, failed, or found nothing, as long as there are no rows', () => {
    const empty = new RunsWhereTable();
    assert.equal(view(empty, {}, { kind: 'reading' }).type, 'loading');
    assert.equal(view(empty, {}, { kind: 'failed', reason: 'No.' }).type, 'failed');
    assert.equal(shown(empty).status, '0 of 0 apps');
  });

  it('is a bounded part of the rows, around those that the page needs', () => {
    const table = tableOf(1000);
    assert.equal(shown(table).rows.length, mostRows);
    assert.equal(shown(table).total, 1000);
    const middle = shown(table, { from: 500 });
    assert.equal(middle.from, 500);
    assert.equal(middle.rows[0]?.guid, 'app-000500');
    assert.equal(shown(table, { from: 5000 }).from, 1000 - mostRows);
  });

  it('says by which column it is sorted', () => {
    const table = tableOf(2);
    table.sortBy('stack');
    const sorts = () => shown(table).columns.map(({ id, sort }) => `${id} ${sort}`);
    assert.ok(sorts().includes('stack ascending') && sorts().includes('app none'));
    table.sortBy('stack');
    assert.ok(sorts().includes('stack descending'));
  });

  it('has no column for the place in a space', async () => {
    const explorer = new Explorer(() => 50);
    const foundation = explorer.add(fake.foundation, fake.connect());
    const [organization] = await explorer.children(foundation);
    const [place] = await explorer.children(organization);
    assert.ok(place?.kind === 'space');
    const ids = shown(tableOf(1), { place }).columns.map(({ id }) => id);
    assert.deepEqual(ids, ['app', 'state', 'droplet', 'stack', 'buildpacks', 'labels']);
  });

  it('shows few counts until all are wanted, and which are part of the filter', () => {
    const table = tableOf(100);
    const buildpacks = (fields: Partial<Showing> = {}) => shown(table, fields).groups[1];
    assert.equal(buildpacks()?.facets.length, 12);
    assert.equal(buildpacks()?.more, 'Show All 15');
    const all = buildpacks({ expanded: new Set(['buildpack']) });
    assert.deepEqual([all?.facets.length, all?.more], [15, '']);
    table.setFilter('buildpack:java=4.0');
    const pressed = buildpacks()?.facets.filter(({ isPressed }) => isPressed);
    assert.deepEqual(
      pressed?.map(({ text }) => text),
      ['java 4.0'],
    );
  });

  it('says what is wrong with the filter', () => {
    const table = tableOf(1);
    table.setFilter('what:ever');
    assert.equal(shown(table).problem, 'Unknown field "what"');
    assert.equal(shown(table).filter, 'what:ever');
  });
});
