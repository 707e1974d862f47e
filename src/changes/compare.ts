import { isCut } from '../cloudfoundry/bounds.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { Redactable } from '../cloudfoundry/resources/resource.ts';
import { compareBuildpacks, type BuildpackDifference } from './compareBuildpacks.ts';
import {
  compareEntries,
  type EntryDifference,
  type EntrySubject,
  type KeyOf,
} from './compareEntries.ts';

/** Droplet properties that have a single value. */
type ValueSubject = 'lifecycle' | 'stack' | 'image' | 'executionMetadata' | 'procfile';

interface ValueDifference {
  readonly kind: 'value';
  readonly subject: ValueSubject;
  readonly from: string | null;
  readonly to: string | null;
}

export type Difference = ValueDifference | BuildpackDifference | EntryDifference;

/**
 * A property that can't be compared: the API withholds it, returns it for only one droplet, or
 * there is too much of it.
 */
export interface Uncompared {
  readonly subject: ValueSubject | EntrySubject | 'buildpack';
  /** Set if other entries of the subject could be compared. */
  readonly name: string | null;
  readonly why: 'hidden' | 'notTold' | 'tooMany';
}

/**
 * The differences between two droplets of an app that affect what runs; never
 * guids, links or times.
 */
export interface Comparison {
  /**
   * By how many milliseconds the second droplet is younger; negative if it is older, null if
   * times are missing.
   */
  readonly youngerBy: number | null;
  /** Judged by their checksums; null if these are inconclusive. */
  readonly hasSameBits: boolean | null;
  readonly differences: readonly Difference[];
  readonly uncompared: readonly Uncompared[];
}

/**
 * Compares two complete droplets of any generation. What the API hides is never a difference.
 * @param keyOf the key to compare a text by, for droplets whose secrets were replaced
 */
export function compareDroplets(
  from: Droplet,
  to: Droplet,
  keyOf: KeyOf = (text) => text,
): Comparison {
  const differences: Difference[] = [];
  const uncompared: Uncompared[] = [];

  const compareValues = (subject: ValueSubject, a: string | null, b: string | null): void => {
    const isSame = a === null || b === null ? a === b : keyOf(a) === keyOf(b);
    if (!isSame) differences.push({ kind: 'value', subject, from: a, to: b });
  };
  const compareWhole = <T>(
    subject: Uncompared['subject'],
    a: Redactable<T>,
    b: Redactable<T>,
    compare: (a: T, b: T) => void,
  ): void => {
    if (a.kind === 'value' && b.kind === 'value') compare(a.value, b.value);
    else if (a.kind === 'redacted' || b.kind === 'redacted') {
      uncompared.push({ subject, name: null, why: 'hidden' });
    } else if (a.kind !== b.kind) uncompared.push({ subject, name: null, why: 'notTold' });
  };
  const compareNamed = (subject: EntrySubject, a: object, b: object): void => {
    if (isCut(Object.keys(a).length) || isCut(Object.keys(b).length)) {
      uncompared.push({ subject, name: null, why: 'tooMany' });
      return;
    }
    const found = compareEntries(subject, a, b, keyOf);
    differences.push(...found.differences);
    uncompared.push(...found.hidden.map((name) => ({ subject, name, why: 'hidden' as const })));
  };

  compareValues('lifecycle', from.lifecycleType, to.lifecycleType);
  compareValues('stack', from.stack, to.stack);
  compareValues('image', from.image, to.image);
  if (isCut(from.buildpacks.length) || isCut(to.buildpacks.length)) {
    uncompared.push({ subject: 'buildpack', name: null, why: 'tooMany' });
  } else differences.push(...compareBuildpacks(from.buildpacks, to.buildpacks, keyOf));
  compareWhole('processType', from.processTypes, to.processTypes, (a, b) =>
    compareNamed('processType', a, b),
  );
  compareValues('procfile', from.procfile, to.procfile);
  compareWhole('executionMetadata', from.executionMetadata, to.executionMetadata, (a, b) =>
    compareValues('executionMetadata', a, b),
  );
  compareWhole('environment', from.environmentVariables, to.environmentVariables, (a, b) =>
    compareNamed('environment', a, b),
  );
  compareNamed('label', from.metadata.labels, to.metadata.labels);
  compareNamed('annotation', from.metadata.annotations, to.metadata.annotations);
  return {
    youngerBy: timeBetween(from.createdAt, to.createdAt),
    hasSameBits: hasSameBits(from, to),
    differences,
    uncompared,
  };
}

function timeBetween(from: string | null, to: string | null): number | null {
  const span = Date.parse(to ?? '') - Date.parse(from ?? '');
  return Number.isNaN(span) ? null : span;
}

function hasSameBits({ checksum: a }: Droplet, { checksum: b }: Droplet): boolean | null {
  return a && b && a.type === b.type ? a.value === b.value : null;
}
