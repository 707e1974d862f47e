import assert from 'node:assert/strict';
import { abilitiesOf, type Ability } from '../../../src/cloudfoundry/versions.ts';
import { aDiscovery } from '../../support/clients.ts';

/**
 * Facts from Cloud Controller's source, read at 22 versions, and from its history: the last version that was seen
 * without something, and the first one with it. Between them, either is right.
 */
const facts: Readonly<Record<Ability, readonly [without: string | null, with_: string]>> = {
  placesInV3: ['3.6.0', '3.15.0'],
  placesInOrder: ['3.28.0', '3.30.0'],
  appsByName: ['3.1.0', '3.6.0'],
  appsWithPlaces: ['3.65.0', '3.78.0'],
  appsByStack: ['3.65.0', '3.78.0'],
  appsByLifecycle: ['3.65.0', '3.78.0'],
  changedSince: ['3.86.0', '3.99.0'],
  buildsOfApp: ['3.35.0', '3.45.0'],
  buildsByPackage: ['3.65.0', '3.78.0'],
  restart: ['3.34.0', '3.35.0'],
  assignWhileRunning: ['3.45.0', '3.46.0'],
  deployments: ['3.35.0', '3.45.0'],
  deployDroplet: ['3.57.0', '3.58.0'],
  cancelWithoutLink: ['3.57.0', '3.58.0'],
  activeStatus: ['3.80.0', '3.81.0'],
  locksWhileDeploying: ['3.63.0', '3.65.0'],
  canary: ['3.160.0', '3.175.0'],
  maxInFlight: ['3.160.0', '3.175.0'],
  appLabels: ['3.57.0', '3.63.0'],
  dropletLabels: ['3.63.0', '3.65.0'],
  dropletsByLabel: ['3.63.0', '3.65.0'],
  dropletsByGuid: [null, '3.0.0'],
  sidecars: ['3.65.0', '3.78.0'],
  deployedRevisions: ['3.65.0', '3.78.0'],
  permissions: ['3.78.0', '3.86.0'],
};

function at(version: string, fields: Partial<Parameters<typeof abilitiesOf>[0]> = {}) {
  return abilitiesOf(aDiscovery('https://api.example.org', { version, ...fields }));
}

describe('What a foundation can do', () => {
  for (const [ability, [without, first]] of Object.entries(facts)) {
    it(`depends on its version: ${ability} came after ${without} and is in ${first}`, () => {
      if (without !== null) assert.equal(at(without)[ability as Ability], false);
      assert.equal(at(first)[ability as Ability], true);
    });
  }

  it('still includes everything today, except a cancellation without a link', () => {
    const { cancelWithoutLink, restartsAssigned, ...others } = at('3.228.0');
    assert.equal(restartsAssigned, false);
    assert.equal(cancelWithoutLink, false);
    assert.equal(at('3.92.0').cancelWithoutLink, true);
    assert.equal(at('3.93.0').cancelWithoutLink, false);
    assert.deepEqual([...new Set(Object.values(others))], [true]);
  });

  it('treats an unreadable version as the newest', () => {
    assert.deepEqual(at('who knows'), at('3.228.0'));
    assert.deepEqual(at(''), at('3.228.0'));
  });

  it('includes none of this in 2015 and 2016', () => {
    assert.deepEqual([...new Set(Object.values(at('2.48.0', { era: 'info' })))], [false]);
    assert.deepEqual([...new Set(Object.values(at('3.0.0-alpha.3')))], [false]);
  });

  // Korifi's `api/handlers` and `api/payloads`: no canary, no permissions, no revisions, no cancellation.
  it('is what Korifi has, whatever version it names', () => {
    const korifi = at('3.117.0+cf-k8s', { isKorifi: true });
    const { deployDroplet, restart, assignWhileRunning } = korifi;
    assert.deepEqual(
      { deployDroplet, restart, assignWhileRunning },
      {
        deployDroplet: true,
        restart: true,
        assignWhileRunning: true,
      },
    );
    const { canary, cancelWithoutLink, deployedRevisions, permissions, sidecars } = korifi;
    const missing = { canary, cancelWithoutLink, deployedRevisions, permissions, sidecars };
    assert.deepEqual([...new Set(Object.values(missing))], [false]);
  });
});
