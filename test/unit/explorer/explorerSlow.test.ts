import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Explorer } from '../../../src/explorer/explorer.ts';
import type { FoundationRow, Row } from '../../../src/explorer/rows.ts';
import { FakeFoundation } from './support/fakeFoundation.ts';
import { shown } from './support/tree.ts';

describe('A foundation that does not answer', () => {
  let fake: FakeFoundation;
  let explorer: Explorer;
  let slow: FoundationRow;
  let release: () => void;

  beforeEach(async () => {
    fake = new FakeFoundation();
    await fake.start();
    explorer = new Explorer(() => 2);
    slow = explorer.add(fake.foundation, fake.connect());
    release = fake.hold(/organizations/);
  });

  afterEach(async () => {
    release();
    await fake.close();
  });

  const addAnother = () => explorer.add({ ...fake.foundation, id: 'other' }, fake.connect());

  const nextChange = () =>
    new Promise<Row | undefined>((resolve) => {
      explorer.onDidChange(resolve);
    });

  it('has no rows for now, and is redrawn once they arrive', async () => {
    addAnother();
    assert.deepEqual(await explorer.childrenSoon(slow, 1), []);
    const drawn = nextChange();
    release();
    assert.equal(await drawn, slow);
    assert.equal(shown(await explorer.childrenSoon(slow)), 'organization organization');
  });

  it('is redrawn once it has failed', async () => {
    addAnother();
    fake.fail(/organizations/);
    assert.deepEqual(await explorer.childrenSoon(slow, 1), []);
    const drawn = nextChange();
    release();
    assert.equal(await drawn, slow);
    assert.equal(shown(await explorer.childrenSoon(slow)), 'problem');
  });

  it('is not announced when it has left the tree meanwhile', async () => {
    addAnother();
    fake.fail(/organizations/);
    const children = explorer.children(slow);
    assert.deepEqual(await explorer.childrenSoon(slow, 1), []);
    explorer.remove(slow);
    const fired: (Row | undefined)[] = [];
    explorer.onDidChange((row) => fired.push(row));
    release();
    await children;
    await setImmediate();
    assert.deepEqual(fired, []);
  });

  it('is awaited when it is the only one: there is nothing else to show', async () => {
    const children = explorer.childrenSoon(undefined, 1);
    release();
    assert.equal(shown(await children), 'organization organization');
  });
});
