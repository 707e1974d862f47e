import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { AppRow, DropletRow } from './rows.ts';

/** Whether this droplet is its app's current droplet. */
export function isCurrent(row: DropletRow): boolean {
  const { current } = row.parent;
  return current.kind === 'assigned' && current.guid === row.droplet.guid;
}

/** The app's current droplet, as far as known: as listed under the app, or asked for before. */
export function currentDropletOf({ current, currentDroplet, droplets }: AppRow): Droplet | null {
  if (current.kind !== 'assigned') return null;
  const listed = droplets.get(current.guid)?.droplet;
  return listed ?? (currentDroplet?.guid === current.guid ? currentDroplet : null);
}

/** Whether any instances are known to run this droplet. */
export function isRunning({ droplet, parent }: DropletRow): boolean {
  return parent.running.kind === 'known' && runsNow(parent, droplet.guid);
}

/**
 * Whether the app's instances are known to run another droplet than the current one: it
 * needs a restart.
 */
export function isAwaitingRestart(row: AppRow): boolean {
  const { app, current, running } = row;
  if (app.state !== 'STARTED' || current.kind !== 'assigned') return false;
  return running.kind === 'known' && !runsNow(row, current.guid);
}

/** During a rollout, the new droplet's revision exists before its first instance runs. */
function runsNow({ app, rollout, running }: AppRow, droplet: string): boolean {
  if (app.state !== 'STARTED' || running.kind === 'unknown') return false;
  if (!running.droplets.has(droplet)) return false;
  if (rollout?.deployment.dropletGuid !== droplet) return true;
  const { instances } = rollout;
  return instances !== null && (instances.running ?? instances.new) > 0;
}
