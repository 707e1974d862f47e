import assert from 'node:assert/strict';
import type { CurrentDroplet } from '../../../../src/cloudfoundry/resources/app.ts';
import { toEvidence } from '../../../../src/explorer/history/evidence.ts';
import { currentAt, toStretches } from '../../../../src/explorer/history/stretches.ts';
import { at, deployment, FakeLists, mapped, revision } from './support/lists.ts';

type Content = Partial<FakeLists['content']>;
const unknown: CurrentDroplet = { kind: 'unknown' };
const now = (guid: string): CurrentDroplet => ({ kind: 'assigned', guid });

function stretchesOf(content: Content, current: CurrentDroplet = unknown) {
  return toStretches(toEvidence(new FakeLists(content).content), current);
}

/** What was current at each of these times; `?` where it could not be found. */
function currentAtEach(content: Content, current: CurrentDroplet, ...clocks: readonly string[]) {
  const stretches = stretchesOf(content, current);
  return clocks.map((clock) => currentAt(stretches, Date.parse(at(clock) ?? '')) ?? '?').join(' ');
}

function canceled(reason: string) {
  return deployment('x', '12:00', ['d1', 'd2'], {
    status: { value: 'FINALIZED', reason, details: { last_status_change: at('12:01') } },
  });
}

describe('The droplet that was current at a time', () => {
  it('is the last one assigned before then', () => {
    const events = [mapped('e2', '12:00', 'd2'), mapped('e1', '10:00', 'd1')];
    assert.equal(
      currentAtEach({ events }, now('d2'), '10:00', '11:59', '12:00', '23:00'),
      'd1 d1 d2 d2',
    );
  });

  it('is unknown before the first evidence, and without any', () => {
    const events = [mapped('e1', '10:00', 'd1')];
    assert.equal(currentAtEach({ events }, now('d1'), '09:59'), '?');
    assert.equal(currentAtEach({}, now('d1'), '09:59'), '?');
  });

  it('is derived from assignments under the name that they had until 2016', () => {
    const events = [mapped('e1', '10:00', 'd1', { type: 'audit.app.droplet_mapped' })];
    assert.equal(currentAtEach({ events }, unknown, '11:00'), 'd1');
  });

  it('is derived from deployments, or from revisions when there is nothing else', () => {
    const deployments = [deployment('x', '12:00', ['d1', 'd2'])];
    const revisions = [revision('r', '10:00', 'd1')];
    assert.equal(
      currentAtEach({ deployments, revisions }, unknown, '09:00', '11:00', '13:00'),
      '? d1 d2',
    );
  });

  it('is not derived from what events of other kinds say about a droplet', () => {
    const events = [mapped('e1', '10:00', 'd1', { type: 'audit.app.droplet.create' })];
    assert.equal(currentAtEach({ events }, unknown, '11:00'), '?');
  });

  it('is unknown when a deployment found another one than was last assigned', () => {
    const events = [mapped('e1', '10:00', 'd1')];
    const deployments = [deployment('x', '12:00', ['d9', 'd2'])];
    assert.equal(
      currentAtEach({ events, deployments }, now('d2'), '10:00', '11:59', '12:00'),
      '? ? d2',
    );
  });

  it('is unknown when a revision was made of another one than was last assigned', () => {
    const events = [mapped('e1', '10:00', 'd1')];
    const revisions = [revision('r', '12:00', 'd2')];
    assert.equal(currentAtEach({ events, revisions }, now('d2'), '11:00', '13:00'), '? d2');
  });

  it('is unknown since the last evidence when the API now says something else', () => {
    const events = [mapped('e2', '12:00', 'd2'), mapped('e1', '10:00', 'd1')];
    assert.equal(currentAtEach({ events }, now('d3'), '11:00', '13:00'), 'd1 ?');
    assert.equal(currentAtEach({ events }, { kind: 'none' }, '11:00', '13:00'), 'd1 ?');
    assert.equal(currentAtEach({ events }, unknown, '11:00', '13:00'), 'd1 d2');
  });

  it('is the previous one again after a deployment was canceled, as its event says', () => {
    const events = [mapped('e2', '12:00:30', 'd1'), mapped('e1', '12:00:01', 'd2')];
    const deployments = [
      deployment('x', '12:00:00', ['d1', 'd2'], {
        status: {
          value: 'FINALIZED',
          reason: 'CANCELED',
          details: { last_status_change: at('12:01') },
        },
      }),
    ];
    assert.equal(
      currentAtEach({ events, deployments }, now('d1'), '12:00:10', '12:00:40', '13:00'),
      'd2 d1 d1',
    );
  });

  it('is the previous one again after a canceled deployment whose events are no longer kept', () => {
    const later = [mapped('e', '12:00:40', 'd3')];
    assert.equal(
      currentAtEach({ deployments: [canceled('CANCELED')] }, unknown, '12:00', '12:01'),
      'd2 d1',
    );
    assert.equal(
      currentAtEach({ deployments: [canceled('SUPERSEDED')] }, unknown, '12:00', '12:01'),
      'd2 d2',
    );
    assert.equal(
      currentAtEach({ deployments: [canceled('CANCELED')], events: later }, unknown, '12:02'),
      'd3',
    );
  });

  it('is, of several assigned in the same second, the one that the next entry starts from', () => {
    const [back, forth] = [mapped('e1', '12:00', 'd1'), mapped('e2', '12:00', 'd2')];
    for (const events of [
      [back, forth],
      [forth, back],
    ]) {
      assert.equal(currentAtEach({ events }, now('d1'), '12:00'), 'd1');
      assert.equal(currentAtEach({ events }, now('d2'), '12:00'), 'd2');
      const deployments = [deployment('x', '13:00', ['d2', 'd3'])];
      assert.equal(currentAtEach({ events, deployments }, now('d3'), '12:30'), 'd2');
    }
    assert.equal(currentAtEach({ events: [forth, back] }, unknown, '12:30'), 'd2');
  });

  it('counts a deployment and its assignment as one, even if their clocks differ a little', () => {
    const deployments = [deployment('x', '12:00:01', ['d1', 'd2'])];
    const events = [mapped('e2', '12:00:00', 'd2'), mapped('e1', '10:00', 'd1')];
    assert.equal(
      currentAtEach({ events, deployments }, now('d2'), '11:00', '12:00:00', '12:00:01'),
      'd1 d2 d2',
    );
  });

  it('is known even if a superseding deployment names what the superseded one started from', () => {
    const deployments = [deployment('y', '12:01', ['d1', 'd2']), canceled('SUPERSEDED')];
    assert.equal(currentAtEach({ deployments }, now('d2'), '12:00:30', '12:02'), 'd2 d2');
  });

  it('ignores entries that have no valid time or name no droplet', () => {
    const events = [
      mapped('e1', null, 'd1'),
      mapped('e2', '99:99', 'd2'),
      mapped('e3', '10:00', 'd3', { data: {} }),
    ];
    assert.deepEqual(stretchesOf({ events }, now('d1')), []);
  });

  it('is one stretch for repeated assignments of the same droplet', () => {
    const events = [mapped('e2', '12:00', 'd1'), mapped('e1', '10:00', 'd1')];
    assert.equal(stretchesOf({ events }, now('d1')).length, 1);
  });

  it('accepts times in the future as they are', () => {
    const events = [mapped('e2', '23:59', 'd2'), mapped('e1', '10:00', 'd1')];
    assert.equal(currentAtEach({ events }, now('d2'), '11:00', '23:59'), 'd1 d2');
  });
});
