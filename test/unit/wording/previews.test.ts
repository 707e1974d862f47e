import assert from 'node:assert/strict';
import { planFrom } from '../../../src/changes/plan.ts';
import type { ChangeRequest } from '../../../src/cloudfoundry/change.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { abilitiesOf } from '../../../src/cloudfoundry/versions.ts';
import { deploymentPreview, labelsPreview } from '../../../src/wording/previews.ts';
import { aDroplet, anApp } from '../../support/builders.ts';
import { aDiscovery } from '../../support/clients.ts';
import { language } from '../../support/language.ts';

const place = { organization: 'acme', space: 'prod' };
const discovery = aDiscovery('https://api.example.org');
const request: ChangeRequest = {
  method: 'POST',
  url: new URL('https://api.example.org/v3/deployments'),
  body: '{}',
};
const stopped = toApp({ ...anApp({ current: 'droplet-1' }), state: 'STOPPED' });

describe('The question before a change', () => {
  it('names the place of the app whose labels are changed, as another may have the same name', () => {
    const changes = [{ key: 'env', from: null, to: 'prod' }];
    const name = `app ${stopped.name}`;
    const { detail } = labelsPreview(name, stopped, place, changes, request, language);
    assert.match(detail, /^App: \S+ in acme \/ prod\n\nenv: \(none\) → prod\n/);
  });

  it('says that a deployment starts a stopped app', () => {
    const candidate = toDroplet(aDroplet({ guid: 'droplet-2' }));
    const planned = planFrom(
      {
        app: stopped,
        candidate,
        current: { kind: 'assigned', guid: 'droplet-1' },
        currentDroplet: null,
        processes: null,
        deployments: null,
        permissions: null,
        sidecars: null,
        place: null,
      },
      { can: abilitiesOf(discovery), scope: discovery.scope },
    );
    if (planned.kind !== 'plan') assert.fail();
    const order = { dropletGuid: candidate.guid, strategy: 'rolling', maxInFlight: 1 } as const;
    const { detail } = deploymentPreview(planned.plan, place, order, request, language);
    assert.match(detail, /The app is currently stopped\. The deployment starts it\./);
    assert.doesNotMatch(detail, /Rolling|at once/);
  });
});
