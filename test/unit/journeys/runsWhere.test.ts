import assert from 'node:assert/strict';
import { noFilter, type ListFilter } from '../../../src/cloudfoundry/filters.ts';
import { RunsWhereReader } from '../../../src/explorer/runsWhere/reading.ts';
import { RunsWhereTable } from '../../../src/explorer/runsWhere/table.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { Session } from './support/session.ts';

/** Reads the table, and returns the apps by what is known of their current droplets. */
async function kindsAt(session: Session, filter: ListFilter) {
  const table = new RunsWhereTable();
  const connect = async () => session.row.connection.client();
  const reader = new RunsWhereReader(connect, filter, table, () => undefined);
  await reader.start();
  assert.deepEqual(reader.state, { kind: 'done' });
  const { rows } = table.arranged(new Date());
  return {
    rows,
    kinds: [...new Set(rows.map(({ current }) => current.kind))].toSorted(),
    places: new Set(rows.map(({ place }) => place?.organization.name)),
  };
}

// Lists of apps tell the current droplet until spring 2016 and since 3.175; `guids` of droplets came with 3.0.
const foundations: readonly (readonly [string, Partial<SampleOptions>, known: RegExp])[] = [
  ['3.228', {}, /read/],
  ['3.175', { apiVersion: '3.175.0' }, /read/],
  ['3.99', { apiVersion: '3.99.0' }, /^untold$/],
  ['3.0', { apiVersion: '3.0.0' }, /^untold$/],
  ['March 2016', { generation: '2016' }, /unlisted|untold/],
  ['2015', { generation: '2015' }, /unlisted/],
  ['spring 2015', { generation: '2015-04' }, /unlisted|untold/],
  ['Korifi', { korifi: true }, /read|untold/],
];

describe('What runs where', function () {
  this.timeout(30_000);

  for (const [name, options, known] of foundations) {
    it(`is read from a foundation of ${name}, whole and below each row`, async () => {
      const session = await Session.open({ speed: 50, ...options });
      try {
        const all = await kindsAt(session, noFilter);
        assert.match(all.kinds.join(), known);
        const space = await session.openSpace('acme', 'dev');
        const organizationGuids = [space.parent.organization.guid];
        const inOrganization = await kindsAt(session, { ...noFilter, organizationGuids });
        assert.deepEqual([...inOrganization.places], ['acme']);
        const spaceGuids = [space.space.guid];
        const inSpace = await kindsAt(session, { ...noFilter, spaceGuids });
        const names = new Set(inSpace.rows.map(({ place }) => place?.space.name));
        assert.deepEqual([...names], ['dev']);
        assert.ok(all.rows.length > inOrganization.rows.length);
        assert.ok(inOrganization.rows.length > inSpace.rows.length);
      } finally {
        await session.close();
      }
    });
  }
});
