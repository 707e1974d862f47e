import type { DetectedBuildpack } from '../cloudfoundry/resources/droplet.ts';
import { versionOrder, type VersionOrder } from './buildpackVersion.ts';
import type { KeyOf } from './compareEntries.ts';

export type BuildpackDifference =
  | { readonly kind: 'buildpackAdded' | 'buildpackRemoved'; readonly buildpack: DetectedBuildpack }
  | {
      readonly kind: 'buildpackChanged';
      readonly from: DetectedBuildpack;
      readonly to: DetectedBuildpack;
      /** Null if the versions can't be ordered. */
      readonly order: VersionOrder | null;
    }
  /** The same buildpacks in another order: the last one decides what starts. */
  | { readonly kind: 'buildpacksReordered' };

type Pair = readonly [from: DetectedBuildpack, to: DetectedBuildpack];

/**
 * Compares detected buildpacks, matching them by name. A custom buildpack's address may contain its
 * version (`….git#v1.10`), so its own name for itself counts, too.
 */
export function compareBuildpacks(
  before: readonly DetectedBuildpack[],
  after: readonly DetectedBuildpack[],
  keyOf: KeyOf,
): readonly BuildpackDifference[] {
  const from = before.filter(hasName);
  const to = after.filter(hasName);
  const byName = pairUp(from, to, ({ name }) => (name === null ? null : keyOf(name)));
  const { pairs, onlyFrom, onlyTo } = pairUp(
    byName.onlyFrom,
    byName.onlyTo,
    ({ buildpackName }) => buildpackName,
  );
  const all = [...byName.pairs, ...pairs];
  return [
    ...all.flatMap(([a, b]) => changeOf(a, b, keyOf)),
    ...onlyTo.map((buildpack) => ({ kind: 'buildpackAdded', buildpack }) as const),
    ...onlyFrom.map((buildpack) => ({ kind: 'buildpackRemoved', buildpack }) as const),
    ...(isReordered(all, from, to) ? [{ kind: 'buildpacksReordered' } as const] : []),
  ];
}

/** A buildpack without any name can't be told from another. */
function hasName({ name, buildpackName }: DetectedBuildpack): boolean {
  return name !== null || buildpackName !== null;
}

function pairUp(
  from: readonly DetectedBuildpack[],
  to: readonly DetectedBuildpack[],
  keyOf: (buildpack: DetectedBuildpack) => string | null,
): {
  readonly pairs: readonly Pair[];
  readonly onlyFrom: readonly DetectedBuildpack[];
  readonly onlyTo: readonly DetectedBuildpack[];
} {
  const waiting = new Map<string, DetectedBuildpack[]>();
  for (const buildpack of to) {
    const key = keyOf(buildpack);
    if (key === null) continue;
    const alike = waiting.get(key);
    if (alike) alike.push(buildpack);
    else waiting.set(key, [buildpack]);
  }
  const pairs: Pair[] = [];
  const onlyFrom: DetectedBuildpack[] = [];
  for (const buildpack of from) {
    const key = keyOf(buildpack);
    const other = key === null ? undefined : waiting.get(key)?.shift();
    if (other) pairs.push([buildpack, other]);
    else onlyFrom.push(buildpack);
  }
  const paired = new Set(pairs.map(([, other]) => other));
  return { pairs, onlyFrom, onlyTo: to.filter((buildpack) => !paired.has(buildpack)) };
}

/** If no version is given, the buildpack's detect output may contain it (`ruby 1.6.14`). */
function changeOf(
  from: DetectedBuildpack,
  to: DetectedBuildpack,
  keyOf: KeyOf,
): readonly BuildpackDifference[] {
  const isSame = (a: string | null, b: string | null): boolean =>
    a === null || b === null ? a === b : keyOf(a) === keyOf(b);
  const isVersionTold = from.version !== null && to.version !== null;
  const changed =
    !isSame(from.name, to.name) ||
    (isVersionTold
      ? !isSame(from.version, to.version)
      : !isSame(from.detectOutput, to.detectOutput));
  if (!changed) return [];
  return [
    {
      kind: 'buildpackChanged',
      from,
      to,
      order: versionOrder(from.version ?? from.detectOutput, to.version ?? to.detectOutput),
    },
  ];
}

function isReordered(
  pairs: readonly Pair[],
  from: readonly DetectedBuildpack[],
  to: readonly DetectedBuildpack[],
): boolean {
  const before = new Map(from.map((buildpack, index) => [buildpack, index]));
  const after = new Map(to.map((buildpack, index) => [buildpack, index]));
  const places = pairs
    .map(([a, b]) => [before.get(a) ?? 0, after.get(b) ?? 0] as const)
    .sort(([a], [b]) => a - b);
  return places.some(([, place], index) => place < (places[index - 1]?.[1] ?? 0));
}
