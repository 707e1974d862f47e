import assert from 'node:assert/strict';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { expectations, expectedAt } from './support/expectedYears.ts';
import { Session } from './support/session.ts';
import { visit, type Cell, type Tour } from './support/tour.ts';
import { lists } from './support/tourOfLists.ts';
import { operations } from './support/tourOfOperations.ts';

const stops = [...lists, ...operations];

/** The foundations that are gone through, by the names of the table's columns; null where v3 had no version. */
const years: readonly (readonly [string, string | null, Partial<SampleOptions>])[] = [
  ['2015-04', '2015-04', { generation: '2015-04' }],
  ['2015-12', null, { generation: '2015' }],
  ['2016-03', null, { generation: '2016' }],
  ...['3.0', '3.9', '3.28', '3.45', '3.58', '3.78', '3.99', '3.128', '3.228'].map(
    (name) => [name, `${name}.0`, { apiVersion: `${name}.0` }] as const,
  ),
  ['Korifi', 'Korifi', { korifi: true }],
];

describe('Through the years', function () {
  this.timeout(60_000);
  const table = new Map<string, ReadonlyMap<string, Cell>>();

  for (const [name, version, options] of years) {
    it(`everything works, is absent, or says what is missing in ${name}`, async () => {
      const cells = await goThrough(options);
      table.set(name, cells);
      const wrong = [...cells].flatMap(([row, { kind, text }]) => {
        const expected = expectedAt(row, version);
        return kind === expected ? [] : [`${row}: ${kind} ${text}, and should be ${expected}`];
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('expects every list and operation, and no others', () => {
    assert.deepEqual(
      stops.map(({ name }) => name).toSorted(),
      Object.keys(expectations).toSorted(),
    );
  });

  after(() => console.log(written(table)));
});

async function goThrough(options: Partial<SampleOptions>): Promise<ReadonlyMap<string, Cell>> {
  const session = await Session.open({ speed: 50, ...options });
  try {
    const tour: Tour = {
      session,
      client: await session.row.connection.client(),
      open: async (app, place = 'dev') => {
        const space = await session.openSpace('acme', place);
        await session.open(space);
        const row = space.apps.rows.find((each) => each.app.name === app);
        assert.ok(row, app);
        row.droplets.reset();
        await session.open(row);
        return row;
      },
    };
    const cells = new Map<string, Cell>();
    for (const stop of stops) cells.set(stop.name, await visit(stop, tour));
    return cells;
  } finally {
    await session.close();
  }
}

/** The table, a row for each list and operation; what is said stands below it. */
function written(table: ReadonlyMap<string, ReadonlyMap<string, Cell>>): string {
  const columns = [...table.keys()];
  const width = Math.max(...stops.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(8)).join('')}`.trimEnd();
  const rows = stops.map(({ name }) =>
    line(
      name,
      columns.map((column) => table.get(column)?.get(name)?.kind ?? ''),
    ),
  );
  const said = stops.flatMap(({ name }) => {
    const texts = columns.flatMap((column) => table.get(column)?.get(name)?.text ?? '');
    return [...new Set(texts)].filter((text) => text !== '').map((text) => `  ${name}: “${text}”`);
  });
  return ['', line('', columns), ...rows, '', 'Where it says so:', ...said].join('\n');
}
