import type { AppRow, DropletRow } from './rows.ts';
import { isAwaitingRestart, isRunning } from './runningDroplets.ts';

/** What becomes known about an app besides its droplets. */
export type AppChange = Partial<Pick<AppRow, 'app' | 'current' | 'running' | 'rollout'>>;

/** Changes the row of an app, and redraws what shows it. */
export function updateApp(
  row: AppRow,
  change: AppChange,
  redraw: (row: AppRow | DropletRow) => void,
): void {
  const { app = row.app, current = row.current, rollout = row.rollout } = change;
  const { running = row.running } = change;
  const isOfApp = app !== row.app || current !== row.current || rollout !== row.rollout;
  if (!isOfApp && running === row.running) return;
  const ran = new Set(row.droplets.rows.filter(isRunning));
  const waited = isAwaitingRestart(row);
  row.app = app;
  row.current = current;
  row.running = running;
  row.rollout = rollout;
  if (isOfApp || waited || isAwaitingRestart(row)) {
    redraw(row);
    return;
  }
  // VS Code ignores clicks on rows while it redraws them: for an app that was just opened,
  // redraw only these few.
  for (const droplet of row.droplets.rows) {
    if (isRunning(droplet) !== ran.has(droplet)) redraw(droplet);
  }
}
