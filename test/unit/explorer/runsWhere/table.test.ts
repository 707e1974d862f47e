import assert from 'node:assert/strict';
import { columns } from '../../../../src/explorer/runsWhere/fields.ts';
import { RunsWhereTable } from '../../../../src/explorer/runsWhere/table.ts';
import { toTableRow, type TableRow } from '../../../../src/explorer/runsWhere/tableRow.ts';
import { aBuildpack, aPlacedApp, aRow } from './support.ts';

const now = new Date('2026-03-01T00:00:00Z');

function aTable(rows: readonly TableRow[]): RunsWhereTable {
  const table = new RunsWhereTable();
  table.add(rows);
  return table;
}

function namesIn(table: RunsWhereTable): readonly string[] {
  return table.arranged(now).rows.map(({ app }) => app.name);
}

/** An app named like its guid, made with this. */
function madeWith(name: string, stack: string, ...buildpacks: readonly [string, string][]) {
  return aRow(
    { guid: name, name },
    { guid: `of-${name}`, stack, buildpacks: buildpacks.map(([b, v]) => aBuildpack(b, v)) },
  );
}

const someRows = () => [
  madeWith('shop', 'cflinuxfs4', ['java', '4.77.0']),
  madeWith('billing', 'cflinuxfs3', ['java', '4.9.0']),
  madeWith('api', 'cflinuxfs4', ['nodejs', '1.8.2'], ['java', '4.77.0']),
  madeWith('web', 'cflinuxfs3', ['nodejs', '1.8.2']),
];

describe('The table of what runs where', () => {
  it('is sorted by name at first, and by every column in both directions', () => {
    const table = aTable(someRows());
    assert.deepEqual(namesIn(table), ['api', 'billing', 'shop', 'web']);
    table.sortBy('app');
    assert.deepEqual(namesIn(table), ['web', 'shop', 'billing', 'api']);
    for (const column of columns) {
      table.sortBy(column);
      assert.equal(namesIn(table).length, 4);
    }
  });

  it('sorts versions of buildpacks as numbers', () => {
    const table = aTable(someRows());
    table.sortBy('buildpacks');
    assert.deepEqual(namesIn(table), ['billing', 'shop', 'web', 'api']);
  });

  it('keeps rows without a value at the end in both directions', () => {
    const none = toTableRow(aPlacedApp({ guid: 'none', name: 'a-none' }));
    const table = aTable([none, ...someRows()]);
    table.sortBy('stack');
    assert.equal(namesIn(table).at(-1), 'a-none');
    table.sortBy('stack');
    assert.equal(namesIn(table).at(-1), 'a-none');
  });

  it('sorts droplets by when they were made', () => {
    const table = aTable([
      aRow({ guid: 'new', name: 'new' }, { created_at: '2026-02-01T00:00:00Z' }),
      aRow({ guid: 'old', name: 'old' }, { created_at: '2024-02-01T00:00:00Z' }),
    ]);
    table.sortBy('droplet');
    assert.deepEqual(namesIn(table), ['old', 'new']);
  });

  const filters: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['stack:cflinuxfs3', ['billing', 'web']],
    ['!stack:cflinuxfs3', ['api', 'shop']],
    ['buildpack:java<4.60', ['billing']],
    ['buildpack:java buildpack:nodejs', ['api']],
    ['bill', ['billing']],
    ['name:web,shop', ['shop', 'web']],
    ['state:stopped', []],
    ['state:started', ['api', 'billing', 'shop', 'web']],
    ['org:acme space:dev age:>30d', ['api', 'billing', 'shop', 'web']],
    ['org:other', []],
    ['guid:of-sh', ['shop']],
    ['guid:shop', ['shop']],
    ['lifecycle:docker', []],
  ];
  for (const [text, names] of filters) {
    it(`is filtered by what is known of apps and droplets: ${text}`, () => {
      const table = aTable(someRows());
      table.setFilter(text);
      assert.equal(table.problem, null);
      assert.deepEqual(namesIn(table), names);
    });
  }

  it('finds nothing about droplets that are still to be read', () => {
    const table = aTable([toTableRow(aPlacedApp({ current: 'd1' }))]);
    table.setFilter('stack:cflinuxfs4');
    assert.deepEqual(namesIn(table), []);
  });

  it('keeps its last good filter, and says what is wrong with a new one', () => {
    const table = aTable(someRows());
    table.setFilter('stack:cflinuxfs3');
    table.setFilter('stakc:cflinuxfs3');
    assert.equal(table.problem?.kind, 'unknownField');
    assert.deepEqual(namesIn(table), ['billing', 'web']);
    table.setFilter('sort:name');
    assert.equal(table.problem?.kind, 'unknownField');
  });

  it('counts apps by stack and by version of a buildpack', () => {
    const { buildpacks, stacks } = aTable(someRows()).arranged(now);
    assert.deepEqual(
      stacks.most(9).map(({ count, text }) => [text, count]),
      [
        ['cflinuxfs3', 2],
        ['cflinuxfs4', 2],
      ],
    );
    assert.deepEqual(
      buildpacks.most(9).map(({ count, text }) => [text, count]),
      [
        ['java 4.9.0', 1],
        ['java 4.77.0', 2],
        ['nodejs 1.8.2', 2],
      ],
    );
    assert.deepEqual(
      buildpacks.most(2).map(({ text }) => text),
      ['java 4.77.0', 'nodejs 1.8.2'],
    );
  });

  it('counts what a click would find: each count ignores its own field', () => {
    const table = aTable(someRows());
    table.setFilter('stack:cflinuxfs3');
    const { buildpacks, stacks } = table.arranged(now);
    assert.deepEqual(
      stacks.most(9).map(({ count, text }) => [text, count]),
      [
        ['cflinuxfs3', 2],
        ['cflinuxfs4', 2],
      ],
    );
    assert.deepEqual(
      buildpacks.most(9).map(({ count, text }) => [text, count]),
      [
        ['java 4.9.0', 1],
        ['nodejs 1.8.2', 1],
      ],
    );
  });

  it('counts an app with the same buildpack twice once', () => {
    const row = madeWith('twice', 'cflinuxfs4', ['java', '4.77.0'], ['java', '4.77.0']);
    const [facet] = aTable([row]).arranged(now).buildpacks.most(9);
    assert.equal(facet?.count, 1);
  });
});
