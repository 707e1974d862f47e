import type { App } from '../cloudfoundry/resources/app.ts';
import type { Place } from '../cloudfoundry/place.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Permissions } from '../cloudfoundry/resources/permissions.ts';
import type { Resource } from '../cloudfoundry/resources/resource.ts';

/** What the user should know before agreeing to an assignment, beside what the comparison shows. */
export type Warning =
  | {
      readonly kind: 'production';
      readonly labeled: 'app' | 'space' | 'organization';
      readonly label: string;
      readonly value: string;
    }
  /** The role can't read secrets: of these roles, only supporters may assign. */
  | { readonly kind: 'roleMayNotAllow' }
  /** Its last deployment was canceled or ended with an error. */
  | { readonly kind: 'failedBefore'; readonly deployment: Deployment }
  | { readonly kind: 'deploymentRuns'; readonly deployment: Deployment };

interface Judged {
  readonly app: App;
  readonly candidate: Droplet;
  readonly deployments: readonly Deployment[] | null;
  readonly permissions: Permissions | null;
  readonly place: Place | null;
}

/** Derives warnings from fetched data, the most important first. */
export function warningsOf(judged: Judged): readonly Warning[] {
  const { app, candidate, deployments, permissions, place } = judged;
  return [
    ...(deployments ?? []).filter(({ isActive }) => isActive).map(deploymentRuns),
    ...(permissions && !permissions.readsSensitiveData ? [roleMayNotAllow] : []),
    ...production(app, place),
    ...failedBefore(candidate, deployments ?? []),
  ];
}

const roleMayNotAllow: Warning = { kind: 'roleMayNotAllow' };

function deploymentRuns(deployment: Deployment): Warning {
  return { kind: 'deploymentRuns', deployment };
}

function production(app: App, place: Place | null): readonly Warning[] {
  return [
    ...productionLabels('app', app),
    ...(place ? productionLabels('space', place.space) : []),
    ...(place ? productionLabels('organization', place.organization) : []),
  ];
}

/** `env` or `environment`, with any prefix, and a value that starts with `prod`. */
function productionLabels(
  labeled: 'app' | 'space' | 'organization',
  { metadata }: Resource,
): readonly Warning[] {
  return Object.entries(metadata.labels)
    .filter(([label, value]) => /(?:^|\/)env(?:ironment)?$/i.test(label) && /^prod/i.test(value))
    .map(([label, value]) => ({ kind: 'production', labeled, label, value }));
}

/**
 * Only the last deployment counts: if it succeeded, an earlier failure is no reason to hesitate.
 */
function failedBefore(candidate: Droplet, deployments: readonly Deployment[]): readonly Warning[] {
  const last = deployments
    .filter(({ dropletGuid, isActive }) => dropletGuid === candidate.guid && !isActive)
    .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];
  if (!last || last.reason === 'DEPLOYED') return [];
  const hasFailed = ['CANCELED', 'FAILED', 'DEGENERATE'].includes(last.reason);
  return hasFailed || last.error !== null ? [{ kind: 'failedBefore', deployment: last }] : [];
}
