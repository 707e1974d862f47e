import assert from 'node:assert/strict';
import { warningsOf, type Warning } from '../../../src/changes/warnings.ts';
import type { Place } from '../../../src/cloudfoundry/place.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import { toDeployment } from '../../../src/cloudfoundry/resources/deployment.ts';
import { toOrganization } from '../../../src/cloudfoundry/resources/organization.ts';
import { toSpace } from '../../../src/cloudfoundry/resources/space.ts';
import { aDeployment, aDroplet, anApp, anOrganization, aSpace } from '../../support/builders.ts';

type Judged = Parameters<typeof warningsOf>[0];

const candidate = toDroplet(aDroplet({ guid: 'droplet-2' }));

/** What is warned of where all is well, but for this. */
function warnings(fields: Partial<Judged>): readonly Warning[] {
  return warningsOf({
    app: toApp(anApp()),
    candidate,
    deployments: [],
    permissions: { readsBasicData: true, readsSensitiveData: true },
    place: null,
    ...fields,
  });
}

function metadata(labels: object = {}) {
  return { metadata: { labels, annotations: {} } };
}

function placeOf(labels: { space?: object; organization?: object }): Place {
  return {
    organization: toOrganization(anOrganization(metadata(labels.organization))),
    space: toSpace(aSpace(metadata(labels.space))),
  };
}

const ended = (reason: string, createdAt: string, error?: string) =>
  toDeployment(
    aDeployment({
      guid: createdAt,
      created_at: createdAt,
      value: 'FINALIZED',
      reason,
      status: { details: { error } },
    }),
  );

describe('warningsOf', () => {
  it('is empty when all is well or nothing is known', () => {
    assert.deepEqual(warnings({}), []);
    assert.deepEqual(warnings({ deployments: null, permissions: null }), []);
  });

  it('finds production in labels of app, space and organization', () => {
    const labeled = toApp(
      anApp({ metadata: { labels: { 'acme.example/env': 'production' }, annotations: {} } }),
    );
    const place = placeOf({ space: { environment: 'prod' }, organization: { env: 'prod-eu' } });
    assert.deepEqual(warnings({ app: labeled, place }), [
      { kind: 'production', labeled: 'app', label: 'acme.example/env', value: 'production' },
      { kind: 'production', labeled: 'space', label: 'environment', value: 'prod' },
      { kind: 'production', labeled: 'organization', label: 'env', value: 'prod-eu' },
    ]);
    const other = placeOf({
      space: { env: 'dev', product: 'prod' },
      organization: { myenv: 'prod' },
    });
    assert.deepEqual(warnings({ place: other }), []);
  });

  it('warns that a role that cannot read secrets may not be allowed to assign', () => {
    const permissions = { readsBasicData: true, readsSensitiveData: false };
    assert.deepEqual(warnings({ permissions }), [{ kind: 'roleMayNotAllow' }]);
  });

  it('warns of a running deployment first', () => {
    const deployment = toDeployment(aDeployment());
    const permissions = { readsBasicData: true, readsSensitiveData: false };
    const [first] = warnings({ deployments: [deployment], permissions });
    assert.deepEqual(first, { kind: 'deploymentRuns', deployment });
  });

  it('warns that the last deployment of the candidate was canceled or failed', () => {
    const earlier = '2026-01-03T10:00:00Z';
    const later = '2026-01-04T10:00:00Z';
    const canceled = ended('CANCELED', later);
    assert.deepEqual(warnings({ deployments: [ended('DEPLOYED', earlier), canceled] }), [
      { kind: 'failedBefore', deployment: canceled },
    ]);
    const broken = ended('SUPERSEDED', later, 'instances crashed');
    assert.deepEqual(warnings({ deployments: [broken] }), [
      { kind: 'failedBefore', deployment: broken },
    ]);
    for (const deployments of [
      [ended('CANCELED', earlier), ended('DEPLOYED', later)],
      [ended('SUPERSEDED', later)],
      [toDeployment(aDeployment({ droplet: 'droplet-9', value: 'FINALIZED', reason: 'CANCELED' }))],
    ]) {
      assert.deepEqual(warnings({ deployments }), []);
    }
  });
});
