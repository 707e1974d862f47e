import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Evidence } from './evidence.ts';

/** A stretch of time in which one droplet was current, or in which it isn't known which one was. */
export interface Stretch {
  /** Milliseconds since 1970; it lasts until the next stretch. */
  readonly from: number;
  /** Null if unknown. */
  readonly droplet: string | null;
}

/**
 * Which droplet was current when, oldest first. Claims nothing about the time before the first
 * evidence, nor between two pieces of evidence that contradict each other.
 * @param evidence in any order; within the same second, newest first
 * @param now what is current now, according to the API
 */
export function toStretches(
  evidence: readonly Evidence[],
  now: CurrentDroplet,
): readonly Stretch[] {
  const moments = toMoments(evidence);
  const stretches: Stretch[] = [];
  for (const [index, moment] of moments.entries()) {
    const [time] = moment;
    const last = stretches.at(-1);
    const known = last?.droplet ?? null;
    const next = outcomeOf(moment, saidBefore(moments[index + 1], now));
    const fits = known === null || continues(moment, known, next);
    if (last && !fits) stretches.splice(-1, 1, { from: last.from, droplet: null });
    if (known !== next || !fits) stretches.push({ from: time, droplet: next });
  }
  const last = stretches.at(-1);
  if (last && last.droplet !== null && contradicts(now, last.droplet)) {
    stretches.splice(-1, 1, { from: last.from, droplet: null });
  }
  return joined(stretches);
}

/** Which droplet was current at that time; null if unknown. */
export function currentAt(stretches: readonly Stretch[], time: number): string | null {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((stretches[middle]?.from ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1]?.droplet ?? null;
}

type Moment = readonly [time: number, evidence: readonly Evidence[]];

/** Groups evidence by second: the order within a second must be inferred. */
function toMoments(evidence: readonly Evidence[]): readonly Moment[] {
  const moments = new Map<number, Evidence[]>();
  for (const piece of evidence) {
    const same = moments.get(piece.time);
    if (same) same.push(piece);
    else moments.set(piece.time, [piece]);
  }
  return [...moments].sort(([a], [b]) => a - b);
}

/** Whether this droplet may have been current until then. */
function continues([, pieces]: Moment, known: string, next: string): boolean {
  const before = pieces.flatMap((piece) => piece.before ?? []);
  if (before.length > 0) return before.includes(known);
  return known === next || pieces.some(({ isChange }) => isChange);
}

/**
 * The droplet that is current after this moment: if there are several, the one that the next
 * evidence starts from.
 */
function outcomeOf([, pieces]: Moment, saidNext: readonly string[]): string {
  const changes = pieces.filter(({ isChange }) => isChange);
  const candidates = (changes.length > 0 ? changes : pieces).map(({ after }) => after);
  return candidates.find((guid) => saidNext.includes(guid)) ?? candidates[0] ?? '';
}

/** What was current before the next evidence, according to that. */
function saidBefore(next: Moment | undefined, now: CurrentDroplet): readonly string[] {
  if (!next) return now.kind === 'assigned' ? [now.guid] : [];
  const [, pieces] = next;
  const before = pieces.flatMap((piece) => piece.before ?? []);
  if (before.length > 0) return before;
  return pieces.some(({ isChange }) => isChange) ? [] : pieces.map(({ after }) => after);
}

function contradicts(now: CurrentDroplet, droplet: string): boolean {
  switch (now.kind) {
    case 'assigned':
      return now.guid !== droplet;
    case 'none':
      return true;
    case 'unknown':
      return false;
  }
}

/** Merges consecutive stretches with the same droplet. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.filter(({ droplet }, index) => stretches[index - 1]?.droplet !== droplet);
}
