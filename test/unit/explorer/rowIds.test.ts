import assert from 'node:assert/strict';
import { Explorer } from '../../../src/explorer/explorer.ts';
import { isListRow, type Row } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';

describe('The ids of rows', () => {
  const fake = new FakeFoundation();

  before(() => fake.start());
  after(() => fake.close());

  it('differ whatever the guids contain: VS Code draws no tree with duplicate ids', async () => {
    fake.places.organizations = ['a', 'a/space:b', 'a%2Fspace:b', 'a/loadMore', 'loadMore'];
    fake.places.spaces = ['b', 'b/app:c', 'empty'];
    fake.places.apps = ['c', 'c/droplet:d', 'c%2Fdroplet:d'];
    fake.places.droplets = ['d', 'd/x', 'd%2Fx'];
    const explorer = new Explorer(() => 50);
    explorer.add(fake.foundation, fake.connect());
    const rows = new Set<Row>();
    const visit = async (row?: Row): Promise<void> => {
      for (const child of await explorer.children(row)) {
        rows.add(child);
        if (isListRow(child)) {
          for (const ending of Object.values(child.ending)) rows.add(ending);
          await visit(child);
        }
      }
    };
    await visit();
    assert.ok([...rows].some(({ kind }) => kind === 'droplet'));
    assert.equal(new Set([...rows].map(({ id }) => id)).size, rows.size);
  });
});
