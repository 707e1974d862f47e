import type { Method, Route } from '../http/router.ts';
import type { State } from '../state.ts';
import { actionRoutes } from './actions.ts';
import { appDetailRoutes, environmentRoutes } from './appDetails.ts';
import { appRoutes } from './apps.ts';
import { appUpdateRoutes } from './appUpdate.ts';
import { currentDropletRoutes } from './currentDroplet.ts';
import { deploymentActionRoutes, deploymentRoutes } from './deployments.ts';
import { discoveryRoutes, earlyDiscoveryRoutes } from './discovery.ts';
import { downloadRoutes } from './download.ts';
import { dropletChangeRoutes } from './dropletChanges.ts';
import { dropletRoutes } from './droplets.ts';
import { earlyRoutes } from './early.ts';
import { featureFlagRoutes } from './featureFlags.ts';
import { eventRoutes, revisionRoutes } from './history.ts';
import { placeRoutes } from './places.ts';
import { processRoutes } from './processes.ts';
import { spring2015Routes } from './spring2015.ts';
import { stagingRoutes } from './staging.ts';
import { v2Routes } from './v2.ts';
import { whoAmIRoutes } from './whoAmI.ts';

/** Paths that came later, or that Korifi lacks, are unknown requests there. */
interface Absence {
  readonly path: string;
  /** Where the other methods of the path have always been there. */
  readonly method?: Method;
  /** The version that brought it. */
  readonly since: number;
  /** The version that no longer has it. */
  readonly before?: number;
  readonly onKorifi: boolean;
}

const absences: readonly Absence[] = [
  { path: '/v3/organizations', since: 9, onKorifi: true },
  { path: '/v3/spaces', since: 10, onKorifi: true },
  { path: '/v3/apps/:guid/relationships/current_droplet', since: 15, onKorifi: true },
  { path: '/v3/apps/:guid/droplets/current', method: 'PUT', since: 0, before: 15, onKorifi: false },
  { path: '/v3/apps/:guid/start', since: 0, before: 26, onKorifi: false },
  { path: '/v3/apps/:guid/stop', since: 0, before: 26, onKorifi: false },
  { path: '/v3/apps/:guid/actions/start', since: 26, onKorifi: true },
  { path: '/v3/apps/:guid/actions/stop', since: 26, onKorifi: true },
  { path: '/v3/apps/:guid/actions/restart', since: 35, onKorifi: true },
  { path: '/v3/droplets/:guid', method: 'PATCH', since: 65, onKorifi: true },
  { path: '/v3/droplets/:guid', method: 'DELETE', since: 0, onKorifi: false },
  { path: '/v3/droplets/:guid/download', since: 86, onKorifi: false },
  { path: '/v3/jobs/:guid', since: 21, onKorifi: true },
  { path: '/v3/deployments', since: 45, onKorifi: true },
  { path: '/v3/builds', since: 43, onKorifi: true },
  { path: '/v3/builds/:guid', since: 19, onKorifi: true },
  { path: '/v3/apps/:guid/builds', since: 43, onKorifi: true },
  { path: '/v3/apps/:guid/revisions', since: 63, onKorifi: false },
  { path: '/v3/apps/:guid/revisions/deployed', since: 68, onKorifi: false },
  { path: '/v3/revisions/:guid', since: 63, onKorifi: false },
  { path: '/v3/audit_events', since: 78, onKorifi: false },
  { path: '/v3/audit_events/:guid', since: 78, onKorifi: false },
  { path: '/v3/apps/:guid/permissions', since: 86, onKorifi: false },
  { path: '/v3/apps/:guid/features', since: 60, onKorifi: false },
  { path: '/v3/deployments/:guid/actions/cancel', since: 58, onKorifi: false },
  { path: '/v3/deployments/:guid/actions/continue', since: 174, onKorifi: false },
  { path: '/v3/processes/:guid/process_instances', since: 212, onKorifi: false },
  { path: '/v3/apps/:guid/sidecars', since: 66, onKorifi: false },
  { path: '/v3/processes/:guid/sidecars', since: 66, onKorifi: false },
  { path: '/v3/apps/:guid/routes', since: 66, onKorifi: true },
  { path: '/v3/feature_flags', since: 77, onKorifi: false },
  { path: '/v3/feature_flags/:name', since: 77, onKorifi: false },
];

/** What this foundation answers. */
export function routesOf(state: State): readonly Route[] {
  if (state.generation !== 'modern') {
    const ofTheTime = state.generation === '2015-04' ? spring2015Routes : earlyRoutes;
    return [...earlyDiscoveryRoutes, ...v2Routes, ...ofTheTime];
  }
  const routes: readonly Route[] = [
    ...discoveryRoutes,
    ...(state.isKorifi ? whoAmIRoutes : v2Routes),
    ...placeRoutes,
    ...currentDropletRoutes,
    ...appRoutes,
    ...appUpdateRoutes,
    ...appDetailRoutes,
    ...environmentRoutes,
    ...actionRoutes,
    ...dropletRoutes,
    ...dropletChangeRoutes,
    ...downloadRoutes,
    ...stagingRoutes,
    ...processRoutes,
    ...revisionRoutes,
    ...deploymentRoutes,
    ...deploymentActionRoutes,
    ...eventRoutes,
    ...featureFlagRoutes,
  ];
  return routes.filter((route) => !isAbsent(state, route));
}

function isAbsent({ isKorifi, version }: State, { method, path }: Route): boolean {
  // Korifi changes the relationship but does not show it.
  if (isKorifi && method === 'GET' && path.endsWith('/relationships/current_droplet')) return true;
  const absence = absences.find((one) => one.path === path && (one.method ?? method) === method);
  if (!absence) return false;
  if (isKorifi) return !absence.onKorifi;
  const { before, since } = absence;
  return !version.since(since) || (before !== undefined && version.since(before));
}
