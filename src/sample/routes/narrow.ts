import type { Call } from '../http/call.ts';
import { listOf } from '../http/query.ts';
import type { App } from '../model.ts';

/**
 * The apps that a list over all apps can be about, as far as its filters tell: what belongs to the others need not be
 * looked at.
 */
export function appsOfQuery({ query, state }: Call): readonly App[] {
  const guids = guidsOf(query.get('app_guids') ?? query.get('target_guids'));
  const spaces = guidsOf(query.get('space_guids'));
  const organizations = guidsOf(query.get('organization_guids'));
  if (!guids && !spaces && !organizations) return state.data.apps;
  return state.data.apps.filter(
    ({ guid, space }) =>
      (guids?.has(guid) ?? true) &&
      (spaces?.has(space.guid) ?? true) &&
      (organizations?.has(space.organization.guid) ?? true),
  );
}

/** The same for a list of droplets, whose own guids tell, too. */
export function appsOfDropletQuery(call: Call): readonly App[] {
  const guids = guidsOf(call.query.get('guids'));
  const apps = appsOfQuery(call);
  if (!guids) return apps;
  const owners = new Set([...guids].map((guid) => call.state.appOfDroplet(guid)));
  return apps.filter((app) => owners.has(app));
}

function guidsOf(value: ReturnType<Call['query']['get']>): ReadonlySet<string> | undefined {
  return typeof value === 'string' ? new Set(listOf(value)) : undefined;
}
