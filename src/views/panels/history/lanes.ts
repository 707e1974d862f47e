import type { CurrentDroplet } from '../../../cloudfoundry/resources/app.ts';
import type { Deployment } from '../../../cloudfoundry/resources/deployment.ts';
import type { HistoryEntry } from '../../../explorer/history/entries.ts';
import { timeOf } from '../../../explorer/history/times.ts';
import type { Band, Bar } from '../../../webviews/historyProtocol.ts';
import { deploymentMark } from '../../../wording/history/entryParts.ts';

/** The band of a stretch in which that droplet was current; null if unknown. */
export function bandOf(droplet: string | null, current: CurrentDroplet): Band {
  if (droplet === null) return { kind: 'unknown' };
  const isNow = current.kind === 'assigned' && current.guid === droplet;
  return { kind: isNow ? 'now' : 'earlier', droplet };
}

interface Running {
  readonly column: Bar['column'];
  readonly mark: Bar['mark'];
  readonly end: number;
}

/** The bars of deployments next to each entry, in the order of the entries: newest first. */
export function barsOf(entries: readonly HistoryEntry[]): readonly (readonly Bar[])[] {
  const rows: Bar[][] = entries.map(() => []);
  let running: readonly Running[] = [];
  // Starting with the oldest: a deployment goes up until it has ended.
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!entry || entry.time === null) continue;
    const { time } = entry;
    const newer = entries[index - 1]?.time ?? Number.POSITIVE_INFINITY;
    const toBar = ({ column, mark, end }: Running, isStart: boolean): Bar => {
      return { column, mark, isStart, isEnd: end < newer };
    };
    running = running.filter(({ end }) => end >= time);
    rows[index]?.push(...running.map((bar) => toBar(bar, false)));
    if (entry.kind !== 'deployment') continue;
    const begun = begin(entry.deployment, time, running);
    rows[index]?.push(toBar(begun, true));
    // There is room for two next to each other: a third is shown only where it starts.
    if (running.length < 2) running = [...running, begun];
  }
  return rows;
}

function begin(deployment: Deployment, start: number, others: readonly Running[]): Running {
  const { isActive, lastStatusChange } = deployment;
  return {
    column: others.some(({ column }) => column === 0) ? 1 : 0,
    mark: deploymentMark(deployment),
    end: isActive ? Number.POSITIVE_INFINITY : (timeOf(lastStatusChange) ?? start),
  };
}
