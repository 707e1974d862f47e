import assert from 'node:assert/strict';
import { toAuditEvent } from '../../../../src/cloudfoundry/resources/auditEvent.ts';
import { toDeployment } from '../../../../src/cloudfoundry/resources/deployment.ts';
import { toRevision } from '../../../../src/cloudfoundry/resources/revision.ts';

describe('toDeployment', () => {
  it('reads status, canary step, droplets and revision', () => {
    const deployment = toDeployment({
      guid: 'dep-1',
      created_at: '2018-04-25T22:42:10Z',
      updated_at: '2018-04-25T22:42:10Z',
      status: {
        value: 'ACTIVE',
        reason: 'DEPLOYING',
        details: { last_status_change: '2018-04-25T22:43:00Z', error: 'out of memory' },
        canary: { steps: { current: 1, total: 2 } },
      },
      strategy: 'canary',
      droplet: { guid: 'd-2' },
      previous_droplet: { guid: 'd-1' },
      revision: { guid: 'r-1', version: 6 },
    });
    assert.equal(deployment.isActive, true);
    assert.equal(deployment.reason, 'DEPLOYING');
    assert.equal(deployment.error, 'out of memory');
    assert.equal(deployment.lastStatusChange, '2018-04-25T22:43:00Z');
    assert.deepEqual(deployment.canary, { step: 1, steps: 2 });
    assert.equal(deployment.dropletGuid, 'd-2');
    assert.equal(deployment.previousDropletGuid, 'd-1');
    assert.deepEqual(deployment.revision, { guid: 'r-1', version: 6 });
  });

  it('reads the single word of APIs before 3.75', () => {
    assert.equal(toDeployment({ guid: 'a', state: 'DEPLOYING' }).isActive, true);
    const ended = toDeployment({
      guid: 'b',
      state: 'DEPLOYED',
      updated_at: '2018-04-25T22:42:10Z',
    });
    assert.equal(ended.isActive, false);
    assert.equal(ended.reason, 'DEPLOYED');
    assert.equal(ended.lastStatusChange, '2018-04-25T22:42:10Z');
  });

  it('accepts null droplets, a null revision and nothing at all', () => {
    const bare = toDeployment({ droplet: { guid: null }, previous_droplet: null, revision: null });
    assert.equal(bare.dropletGuid, null);
    assert.equal(bare.previousDropletGuid, null);
    assert.equal(bare.revision, null);
    assert.equal(bare.reason, 'UNKNOWN');
    assert.equal(bare.isActive, false);
    assert.equal(bare.canary, null);
  });
});

describe('toRevision', () => {
  it('reads version, droplet and whether it can be deployed', () => {
    const revision = toRevision({
      guid: 'r-1',
      version: 6,
      droplet: { guid: 'd-1' },
      description: 'New droplet deployed.',
      deployable: false,
    });
    assert.equal(revision.version, 6);
    assert.equal(revision.dropletGuid, 'd-1');
    assert.equal(revision.description, 'New droplet deployed.');
    assert.equal(revision.isDeployable, false);
  });

  it('leaves open whether it can be deployed when the API does not say', () => {
    assert.equal(toRevision({ guid: 'r-1' }).isDeployable, null);
  });
});

describe('toAuditEvent', () => {
  it('names the actor and the droplet of an assignment', () => {
    const event = toAuditEvent({
      guid: 'e-1',
      type: 'audit.app.droplet.mapped',
      actor: { guid: 'u-1', type: 'user', name: 'admin' },
      target: { guid: 'a-1', type: 'app', name: 'web' },
      data: { request: { droplet_guid: 'd-1' } },
    });
    assert.deepEqual(event.actor, { guid: 'u-1', type: 'user', name: 'admin' });
    assert.equal(event.dropletGuid, 'd-1');
  });

  it('names the droplet of a creation', () => {
    const event = toAuditEvent({ guid: 'e-1', data: { droplet_guid: 'd-1' } });
    assert.equal(event.dropletGuid, 'd-1');
  });

  it('falls back to the guid of an actor without a name, and to no actor', () => {
    assert.equal(
      toAuditEvent({ actor: { guid: 'u-1', type: 'user', name: '' } }).actor?.name,
      'u-1',
    );
    assert.equal(toAuditEvent({ actor: null }).actor, null);
    assert.equal(toAuditEvent({ data: null, target: null }).dropletGuid, null);
  });
});
