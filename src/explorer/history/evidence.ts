import { isAssignment } from '../../cloudfoundry/resources/auditEvent.ts';
import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import type { HistoryResources } from './entries.ts';
import { Steps } from './steps.ts';
import { timeOf } from './times.ts';

/** Evidence of which droplet was current as of some moment. */
export interface Evidence {
  readonly time: number;
  /** What was current until then; null if unknown. */
  readonly before: string | null;
  readonly after: string;
  /**
   * Whether this made the droplet current; otherwise it only shows that the droplet was current.
   */
  readonly isChange: boolean;
}

/**
 * Collects all evidence from what was read. Within the same second, it is in the API's
 * order, newest first.
 */
export function toEvidence({
  events,
  deployments,
  revisions,
}: Pick<HistoryResources, 'events' | 'deployments' | 'revisions'>): readonly Evidence[] {
  const assignments = events.filter(isAssignment);
  const steps = new Steps();
  for (const { createdAt, dropletGuid } of assignments) steps.add(dropletGuid, timeOf(createdAt));
  const superseded = new Steps();
  for (const { reason, lastStatusChange } of deployments) {
    if (reason === 'SUPERSEDED') superseded.add('', timeOf(lastStatusChange));
  }
  const direct = [
    ...assignments.flatMap(({ createdAt, dropletGuid }) =>
      evidence(timeOf(createdAt), { before: null, after: dropletGuid, isChange: true }),
    ),
    ...deployments.flatMap(({ createdAt, dropletGuid, previousDropletGuid }) => {
      const time = timeOf(createdAt);
      // A deployment that replaces another may name the droplet that the other one started from.
      const before = superseded.find('', time) === null ? previousDropletGuid : null;
      const said = { before, after: dropletGuid, isChange: true };
      return evidence(steps.find(dropletGuid, time) ?? time, said);
    }),
    // A revision is made from what is current when the app starts.
    ...revisions.flatMap(({ createdAt, dropletGuid }) =>
      evidence(timeOf(createdAt), { before: null, after: dropletGuid, isChange: false }),
    ),
  ];
  return [...direct, ...takenBack(deployments, direct)];
}

type Said = Omit<Evidence, 'time' | 'after'> & { readonly after: string | null };

function evidence(time: number | null, { after, ...said }: Said): readonly Evidence[] {
  return time === null || after === null ? [] : [{ ...said, time, after }];
}

const takesBack = new Set(['CANCELING', 'CANCELED']);

/**
 * Canceling a deployment assigns the previous droplet again. The event for that is evidence; if
 * events aren't kept, the end of the deployment is, unless anything else is known to have
 * happened in between.
 */
function takenBack(
  deployments: readonly Deployment[],
  direct: readonly Evidence[],
): readonly Evidence[] {
  const times = direct.map(({ time }) => time).sort((a, b) => a - b);
  return deployments.flatMap(({ reason, createdAt, lastStatusChange, previousDropletGuid }) => {
    const [from, to] = [timeOf(createdAt), timeOf(lastStatusChange)];
    if (!takesBack.has(reason) || from === null || to === null || to < from) return [];
    if (firstAfter(times, from) <= to) return [];
    return evidence(to, { before: null, after: previousDropletGuid, isChange: true });
  });
}

/** The first of the sorted times that is later; infinite if there is none. */
function firstAfter(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((times[middle] ?? Number.POSITIVE_INFINITY) > time) high = middle;
    else low = middle + 1;
  }
  return times[low] ?? Number.POSITIVE_INFINITY;
}
