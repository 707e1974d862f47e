import assert from 'node:assert/strict';
import { toApp, type CurrentDroplet } from '../../../../src/cloudfoundry/resources/app.ts';
import { consequenceOf, type Sight } from '../../../../src/views/panels/following.ts';
import { anApp } from '../../../support/builders.ts';
import { aFoundation } from '../../../support/foundations.ts';

const unknown: CurrentDroplet = { kind: 'unknown' };
const none: CurrentDroplet = { kind: 'none' };

function assigned(guid: string): CurrentDroplet {
  return { kind: 'assigned', guid };
}

function aSight(fields: Partial<Sight> = {}): Sight {
  return {
    foundation: aFoundation(),
    subject: toApp(anApp()),
    current: assigned('d1'),
    ...fields,
  };
}

/** What it means that the tree tells another current droplet, or the same one again. */
function ofCurrent(before: CurrentDroplet, now: CurrentDroplet, shown: CurrentDroplet): string {
  return consequenceOf(aSight({ current: before }), aSight({ current: now }), shown);
}

describe('The effect of a tree change on a panel', () => {
  it('is nothing for pages, filters and the progress of a rollout', () => {
    const sight = aSight();
    assert.equal(consequenceOf(sight, { ...sight }, assigned('d1')), 'nothing');
    // It knows better than the row, and would load with every change.
    assert.equal(consequenceOf(sight, { ...sight }, assigned('d2')), 'nothing');
  });

  it('is nothing when a refresh brought the same data', () => {
    assert.equal(ofCurrent(assigned('d1'), assigned('d1'), assigned('d1')), 'nothing');
    assert.equal(ofCurrent(none, { kind: 'none' }, none), 'nothing');
  });

  it('is to load when another droplet is current, or none', () => {
    assert.equal(ofCurrent(assigned('d1'), assigned('d2'), assigned('d1')), 'load');
    assert.equal(ofCurrent(assigned('d1'), none, assigned('d1')), 'load');
    assert.equal(ofCurrent(none, assigned('d1'), none), 'load');
  });

  it('is to load when the row was outdated and the panel was not', () => {
    assert.equal(ofCurrent(assigned('d2'), assigned('d2'), assigned('d1')), 'load');
  });

  it('is to load when the row did not know, but nothing when it learned what is shown', () => {
    assert.equal(ofCurrent(unknown, assigned('d2'), assigned('d1')), 'load');
    assert.equal(ofCurrent(unknown, assigned('d1'), assigned('d1')), 'nothing');
  });

  it('is nothing when the panel has caught up already, or is loading for it', () => {
    assert.equal(ofCurrent(assigned('d1'), assigned('d2'), assigned('d2')), 'nothing');
  });

  it('is nothing when it is now unknown', () => {
    assert.equal(ofCurrent(assigned('d1'), unknown, assigned('d1')), 'nothing');
  });

  it('is to load when the panel shows none, and the rows say that it has changed', () => {
    assert.equal(ofCurrent(assigned('d1'), assigned('d2'), unknown), 'load');
    assert.equal(ofCurrent(assigned('d1'), assigned('d1'), unknown), 'nothing');
    assert.equal(ofCurrent(unknown, assigned('d1'), unknown), 'nothing');
  });

  it('is to draw, without a request, when the app or its foundation changes', () => {
    const sight = aSight();
    const changes: readonly Partial<Sight>[] = [
      { subject: toApp(anApp({ state: 'STOPPED' })) },
      { subject: toApp(anApp({ metadata: { labels: { env: 'prod' } } })) },
      { foundation: aFoundation({ name: 'Mine' }) },
      { foundation: aFoundation({ isReadOnly: true }) },
    ];
    for (const change of changes) {
      assert.equal(consequenceOf(sight, { ...sight, ...change }, sight.current), 'draw');
    }
    const same = { foundation: aFoundation(), subject: toApp(anApp()) };
    assert.equal(consequenceOf(sight, { ...sight, ...same }, sight.current), 'nothing');
  });

  it('is to close when somebody else is signed in', () => {
    const other = aSight({ foundation: aFoundation({ user: 'other' }), current: assigned('d2') });
    assert.equal(consequenceOf(aSight(), other, assigned('d1')), 'close');
  });
});
