import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { toAuditEvent } from '../../../src/cloudfoundry/resources/auditEvent.ts';
import { toBuild } from '../../../src/cloudfoundry/resources/build.ts';
import { toDeployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { toPackage } from '../../../src/cloudfoundry/resources/package.ts';
import type { Lifecycle } from '../../../src/explorer/lifecycle.ts';
import type { Missing } from '../../../src/explorer/part.ts';
import { known, modern, noEndpoint, of2016, view } from './droplets.ts';

function stages(raw: JsonObject, parts: Partial<Lifecycle> = {}) {
  return view(raw, parts).stages.map(({ title, word, mark, who, duration, notes }) =>
    [title, word, mark, who ?? '', duration ?? '', ...notes].join(' | '),
  );
}

describe('the stages', () => {
  it('show times, durations, people and outcomes of a deployed droplet', () => {
    const time = { created_at: '2016-03-14T22:30:42Z', updated_at: '2016-03-14T22:31:54Z' };
    assert.deepEqual(
      stages(modern, {
        current: known({ kind: 'assigned', guid: '585bc3c1' }),
        package: known(toPackage({ ...time, state: 'READY', type: 'bits' })),
        build: known(toBuild({ ...time, state: 'STAGED', created_by: { name: 'maria' } })),
        assignments: known([toAuditEvent({ ...time, actor: { guid: 'u', name: 'jonas' } })]),
        deployments: known([
          toDeployment({
            ...time,
            strategy: 'rolling',
            status: { value: 'FINALIZED', reason: 'DEPLOYED' },
            revision: { guid: 'r', version: 3 },
          }),
        ]),
      }),
      [
        'Package | ready | done |  | 1 min 12 sec | bits',
        'Build | staged | done | maria | 1 min 12 sec',
        'Droplet | staged | done |  |  | cflinuxfs4',
        'Assigned | current | done | jonas | ',
        'Deployed | deployed | done |  | 1 min 12 sec | rolling | revision 3',
      ],
    );
  });

  it('say that a foundation of 2016 has no builds, and derive the staging from the droplet', () => {
    assert.deepEqual(
      stages(of2016, {
        build: noEndpoint,
        assignments: noEndpoint,
        deployments: noEndpoint,
        revisions: noEndpoint,
      }).slice(1),
      [
        'Build | not available | missing |  |  | This foundation’s API doesn’t support this.',
        'Droplet | staged | done |  | 1 min 12 sec',
        'Assigned | not available | missing |  |  | This foundation’s API doesn’t support this.',
        'Deployed | not available | missing |  |  | This foundation’s API doesn’t support this.',
      ],
    );
  });

  it('show a current droplet as assigned even if nobody recorded when', () => {
    const [, , , assigned] = stages(modern, {
      current: known({ kind: 'assigned', guid: '585bc3c1' }),
    });
    assert.equal(
      assigned,
      'Assigned | current | done |  |  | The time and user of the assignment are no longer recorded.',
    );
  });

  it('say why each missing stage is missing', () => {
    const failed: Missing = { kind: 'missing', reason: 'failed', message: 'no answer' };
    const noPermission: Missing = { kind: 'missing', reason: 'noPermission', message: 'no' };
    assert.deepEqual(
      stages({ guid: 'd', state: 'EXPIRED' }, { build: noPermission, deployments: failed }),
      [
        'Package | not recorded | missing |  |  | No package: the droplet was copied or uploaded.',
        'Build | no permission | missing |  |  | Your roles don’t let you see it.',
        'Droplet | expired | ended |  | ',
        'Assigned | not recorded | missing |  |  | No assignment is recorded. Foundations keep these events for only a few weeks.',
        'Deployed | could not load | missing |  |  | no answer',
      ],
    );
  });

  it('show the error of a failed staging', () => {
    const error = 'NoAppDetectedError - An app was not successfully detected';
    const [, build, droplet] = stages(
      { ...modern, state: 'FAILED', error },
      { build: known(toBuild({ state: 'FAILED', error })) },
    );
    assert.equal(build, 'Build | failed | failed |  |  | NoAppDetectedError');
    assert.equal(droplet, 'Droplet | failed | failed |  |  | cflinuxfs4 | NoAppDetectedError');
  });

  it('show no false duration: editing labels also counts as an update', () => {
    const [, build] = stages(modern, {
      build: known(
        toBuild({
          state: 'STAGED',
          created_at: '2016-03-14T22:30:42Z',
          updated_at: '2016-04-14T22:30:42Z',
        }),
      ),
    });
    assert.equal(build, 'Build | staged | done |  | ');
  });
});
