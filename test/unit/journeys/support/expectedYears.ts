import facts from '../../../conformance/versions.json' with { type: 'json' };
import { isBefore } from '../../../../src/cloudfoundry/version.ts';
import type { Cell } from './tour.ts';

type Kind = Exclude<Cell['kind'], 'fault'>;

/** What is met until a version, and from it on; more of them follow each other. */
type Expectation = readonly [
  first: Kind,
  ...changes: readonly (readonly [since: string, then: Kind])[],
];

const { known_more_exactly: exactly, links, order_by: orders, parameters, routes } = facts;

const always: Expectation = ['works'];

function saysUntil({ since }: { readonly since: string }): Expectation {
  return ['says', [since, 'works']];
}

function absentUntil({ since }: { readonly since: string }): Expectation {
  return ['absent', [since, 'works']];
}

const builds: Expectation = ['says', [`${exactly['builds of an app']}.0`, 'works']];
const deployments = saysUntil(routes['GET /deployments/']);
const revisions = saysUntil(routes['GET /apps/:guid/revisions']);
const events = saysUntil(routes['GET /audit_events']);
const deploys = `${exactly['deployment reads the droplet that the POST names']}.0`;
/** "Stop the app before changing droplet" until then (Cloud Controller's history). */
const assignsWhileRunning = '3.46.0';

/**
 * What each list and each operation is to be at which version, from what Cloud Controller's source says of its routes,
 * parameters and links. Organizations and spaces come from /v2 where /v3 has none; guids of droplets are matched here
 * where the API takes none.
 */
export const expectations: Readonly<Record<string, Expectation>> = {
  Organizations: always,
  Spaces: always,
  Apps: always,
  Droplets: always,
  'Load More': always,
  'Marks the current droplet': always,
  'Marks what runs': absentUntil(routes['GET /apps/:guid/revisions/deployed']),
  'Filter apps: words': always,
  'Filter apps: whole name': always,
  'Filter apps: lifecycle': always,
  'Filter apps: label': saysUntil(parameters.apps.label_selector),
  'Sort apps by name': saysUntil({ since: Object.keys(orders.apps)[0] ?? '' }),
  'Filter droplets: state': always,
  'Filter droplets: guid': always,
  'Filter droplets: label': saysUntil(parameters.app_droplets.label_selector),
  'Sort droplets': always,
  'Droplet, whole': always,
  Package: always,
  Builds: builds,
  Assignments: events,
  Deployments: deployments,
  Revisions: revisions,
  // They are counted for restarts and deployments, which came later than 2016.
  Instances: ['says', ['3.0.0', 'works']],
  Sidecars: absentUntil(routes['GET /apps/:app_guid/sidecars']),
  Permissions: absentUntil(routes['GET /apps/:guid/permissions']),
  'History: droplets': always,
  'History: builds': builds,
  'History: packages': always,
  'History: events': events,
  'History: deployments': deployments,
  'History: revisions': revisions,
  'Go to a droplet by guid': always,
  'Compare with the current one': always,
  'Preview an assignment': always,
  'Assign while the app runs': ['says', [assignsWhileRunning, 'works']],
  'Stop, assign and start': ['works', [assignsWhileRunning, 'absent']],
  Restart: saysUntil(routes['POST /apps/:guid/actions/restart']),
  'Edit labels of an app': saysUntil(parameters.apps.label_selector),
  'Edit labels of a droplet': saysUntil(routes['PATCH /droplets/:guid']),
  Download: saysUntil(links.droplet.download),
  Deploy: ['says', [deploys, 'works']],
  // The endpoint came with 3.58 too; no link names it before 3.93.
  'Cancel a deployment': [
    'absent',
    [routes['POST /deployments'].since, 'says'],
    [deploys, 'works'],
  ],
  'Canary, continue': absentUntil(routes['POST /deployments/:guid/actions/continue']),
  'Delete a droplet': always,
};

/** What is otherwise on Korifi than with the newest Cloud Controller, as its `api/handlers` and `api/payloads` have it. */
const onKorifi: Readonly<Record<string, Kind>> = {
  'Marks what runs': 'absent',
  Assignments: 'says',
  Revisions: 'says',
  Sidecars: 'absent',
  Permissions: 'absent',
  'History: events': 'says',
  'History: revisions': 'says',
  Download: 'says',
  'Cancel a deployment': 'says',
  'Canary, continue': 'absent',
  'Delete a droplet': 'says',
};

/** Processes then had a guid and a type, and nothing else (`app/presenters/v3/process_presenter.rb`). */
const inSpring2015: Readonly<Record<string, Kind>> = { Instances: 'absent' };

/** @param version of the v3 API; null for 2015 and 2016, which had none */
export function expectedAt(row: string, version: string | null): Kind | null {
  if (version === 'Korifi') return onKorifi[row] ?? expectedAt(row, '3.228.0');
  if (version === '2015-04') return inSpring2015[row] ?? expectedAt(row, null);
  const expectation = expectations[row];
  if (!expectation) return null;
  const [first, ...changes] = expectation;
  return changes.reduce<Kind>(
    (kind, [since, then]) => (version !== null && !isBefore(version, since) ? then : kind),
    first,
  );
}
