import assert from 'node:assert/strict';
import { abilitiesOf, type Ability } from '../../../src/cloudfoundry/versions.ts';
import { aDiscovery } from '../../support/clients.ts';
import read from '../../conformance/versions.json' with { type: 'json' };

// `versions.json` was read from the source of Cloud Controller at 22 versions. `since` is the first of them
// that has something: it may have come at any version after the one read before. `known_more_exactly` is from its history.

const { known_more_exactly: exactly, links, parameters, routes } = read;

/** Where the facts have what an ability is about. Those that no route, parameter or link shows are held elsewhere. */
const places: Partial<Readonly<Record<Ability, { readonly since: string }>>> = {
  placesInV3: routes['GET /organizations'],
  placesInOrder: parameters.organizations.order_by,
  appsByName: { since: Object.keys(read.order_by.apps)[0] ?? '' },
  appsByStack: parameters.apps.stacks,
  appsByLifecycle: parameters.apps.lifecycle_type,
  buildsOfApp: routes['GET /apps/:guid/builds'],
  buildsByPackage: parameters.builds.package_guids,
  restart: routes['POST /apps/:guid/actions/restart'],
  deployments: routes['GET /deployments/'],
  cancelWithoutLink: routes['POST /deployments/:guid/actions/cancel'],
  canary: routes['POST /deployments/:guid/actions/continue'],
  appLabels: parameters.apps.label_selector,
  dropletLabels: routes['PATCH /droplets/:guid'],
  dropletsByLabel: parameters.app_droplets.label_selector,
  sidecars: routes['GET /apps/:app_guid/sidecars'],
  deployedRevisions: routes['GET /apps/:guid/revisions/deployed'],
  permissions: routes['GET /apps/:guid/permissions'],
};

const exact: Partial<Readonly<Record<Ability, string>>> = {
  placesInOrder: exactly['order_by of organizations and spaces'],
  buildsOfApp: exactly['builds of an app'],
  deployDroplet: exactly['deployment reads the droplet that the POST names'],
  activeStatus: exactly['deployment status ACTIVE (before: DEPLOYING, CANCELING with state)'],
};

function has(ability: Ability, version: string): boolean {
  return abilitiesOf(aDiscovery('https://api.example.org', { version }))[ability];
}

describe('The version table, against what Cloud Controller’s source says,', () => {
  for (const [ability, { since }] of Object.entries(places) as [Ability, { since: string }][]) {
    const before = read.versions_read[read.versions_read.indexOf(since) - 1];
    it(`agrees on ${ability}: in ${since}, and not in ${before ?? 'any'}`, () => {
      assert.ok(read.versions_read.includes(since));
      assert.ok(before !== undefined);
      assert.equal(has(ability, since), true);
      assert.equal(has(ability, before), false);
    });
  }

  for (const [ability, version] of Object.entries(exact) as [Ability, string][]) {
    it(`agrees on ${ability}: from ${version}`, () => {
      const [, minor = ''] = version.split('.');
      assert.equal(has(ability, `${version}.0`), true);
      assert.equal(has(ability, `3.${Number(minor) - 1}.0`), false);
    });
  }

  it('agrees on the link for canceling: from 3.93, and before 3.99 at the latest', () => {
    assert.equal(links.deployment.cancel.since, '3.99.0');
    const [, first = ''] =
      Object.entries(exactly).find(([what]) => what.startsWith('cancel link')) ?? [];
    assert.equal(first, '3.93');
    assert.equal(has('cancelWithoutLink', '3.92.0'), true);
    assert.equal(has('cancelWithoutLink', `${first}.0`), false);
  });

  it('never asks an app’s builds for those of a package, which no version supports', () => {
    assert.ok(!Object.keys(parameters.app_builds).includes('package_guids'));
    assert.ok(!Object.keys(parameters.app_builds).includes('app_guids'));
  });

  it('relies on droplet guids since the first version that was read', () => {
    assert.equal(parameters.app_droplets.guids.since, read.versions_read[0]);
    assert.equal(has('dropletsByGuid', '3.0.0'), true);
  });
});
