import { hasVersion, versionOrder } from '../changes/buildpackVersion.ts';
import { meetsSelector } from '../cloudfoundry/labelSelector.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import type { DetectedBuildpack, Droplet } from '../cloudfoundry/resources/droplet.ts';
import type { AgeValue, BuildpackValue, Condition, Filter, Term } from './filter.ts';

/** What a filter looks at. */
export type FilteredApp = Pick<
  App,
  'guid' | 'name' | 'state' | 'lifecycleType' | 'requested' | 'createdAt' | 'updatedAt' | 'metadata'
>;
export type FilteredDroplet = Pick<
  Droplet,
  | 'guid'
  | 'state'
  | 'error'
  | 'lifecycleType'
  | 'requested'
  | 'createdAt'
  | 'metadata'
  | 'buildpacks'
  | 'stack'
  | 'image'
>;

/** The names around a resource; null where they aren't known. */
export interface NamesAround {
  readonly organization: string | null;
  readonly space: string | null;
  readonly app: string | null;
}

/** Whether an app meets all of these terms. Those about places are left to `matchesPlace`. */
export function matchesApp(terms: readonly Term[], app: FilteredApp, now: Date): boolean {
  return terms.every(
    ({ condition, isNegated }) =>
      isAboutPlace(condition) || meetsApp(condition, app, now) !== isNegated,
  );
}

/** Whether a droplet meets all of these terms. Those about places are left to `matchesPlace`. */
export function matchesDroplet(
  terms: readonly Term[],
  droplet: FilteredDroplet,
  now: Date,
): boolean {
  return terms.every(
    ({ condition, isNegated }) =>
      isAboutPlace(condition) || meetsDroplet(condition, droplet, now) !== isNegated,
  );
}

/**
 * Whether the organization, space and app around a resource are those that the filter names; for
 * lists across a foundation. Names are compared without regard to case, as the API does.
 */
export function matchesPlace({ terms }: Pick<Filter, 'terms'>, names: NamesAround): boolean {
  const around = { org: names.organization, space: names.space, app: names.app };
  return terms.every(({ condition, isNegated }) => {
    if (!isAboutPlace(condition)) return true;
    const name = around[condition.kind];
    return (name !== null && isOneOf(name, condition.values)) !== isNegated;
  });
}

type PlaceCondition = Extract<Condition, { readonly values: readonly string[] }> & {
  readonly kind: 'org' | 'space' | 'app';
};

function isAboutPlace(condition: Condition): condition is PlaceCondition {
  return condition.kind === 'org' || condition.kind === 'space' || condition.kind === 'app';
}

function meetsApp(condition: Condition, app: FilteredApp, now: Date): boolean {
  switch (condition.kind) {
    case 'word':
      return app.name.toLowerCase().includes(condition.word);
    case 'name':
      return condition.isWhole
        ? isOneOf(app.name, condition.values)
        : includesOne(app.name, condition.values);
    case 'state':
      return condition.values.includes(app.state.toUpperCase());
    case 'label':
      return meetsSelector(app.metadata.labels, condition.requirements);
    case 'buildpack':
      return condition.values.some((value) => isRequested(app.requested.buildpacks, value));
    case 'stack':
      return app.requested.stack !== null && condition.values.includes(app.requested.stack);
    case 'lifecycle':
      return condition.values.includes(app.lifecycleType);
    case 'age':
      return isOfAge(app.updatedAt ?? app.createdAt, condition.values, now);
    case 'guid':
      return startsWithOne(app.guid, condition.values);
    case 'sort':
    case 'org':
    case 'space':
    case 'app':
    case 'image':
    case 'commit':
      return true;
  }
}

function meetsDroplet(condition: Condition, droplet: FilteredDroplet, now: Date): boolean {
  switch (condition.kind) {
    case 'word':
      return textOf(droplet).includes(condition.word);
    case 'state':
      return condition.values.includes(droplet.state);
    case 'label':
      return meetsSelector(droplet.metadata.labels, condition.requirements);
    case 'buildpack':
      return condition.values.some((value) => isBuiltWith(droplet, value));
    case 'stack': {
      const stack = droplet.stack ?? droplet.requested.stack;
      return stack !== null && condition.values.includes(stack);
    }
    case 'lifecycle':
      return condition.values.includes(droplet.lifecycleType);
    case 'image':
      return droplet.image !== null && includesOne(droplet.image, condition.values);
    case 'commit':
      return commitsOf(droplet).some((commit) => startsWithOne(commit, condition.values));
    case 'age':
      return isOfAge(droplet.createdAt, condition.values, now);
    case 'guid':
      return startsWithOne(droplet.guid, condition.values);
    case 'name':
    case 'sort':
    case 'org':
    case 'space':
    case 'app':
      return true;
  }
}

/** The usual names of the label or annotation that holds the commit; a prefix may precede them. */
const commitKey =
  /(?:^|\/)(?:git-commit|commit|sha|revision|org\.opencontainers\.image\.revision)$/;

/** The commits that a droplet's labels and annotations name. */
export function commitsOf({ metadata }: Pick<Droplet, 'metadata'>): readonly string[] {
  return [metadata.labels, metadata.annotations]
    .flatMap((texts) => Object.entries(texts))
    .flatMap(([key, value]) => (commitKey.test(key) ? [value] : []));
}

function isBuiltWith({ buildpacks, requested }: FilteredDroplet, value: BuildpackValue): boolean {
  // Korifi sends only what was requested.
  if (buildpacks.length === 0) return isRequested(requested.buildpacks, value);
  return buildpacks.some((buildpack) => isBuildpack(buildpack, value));
}

function isBuildpack(
  { buildpackName, detectOutput, name, version }: DetectedBuildpack,
  wanted: BuildpackValue,
): boolean {
  if (!includesOne(`${name ?? ''} ${buildpackName ?? ''}`, [wanted.name])) return false;
  if (wanted.version === null) return true;
  const detected = version ?? detectOutput;
  if (!hasVersion(detected)) return false;
  const order = versionOrder(wanted.version.than, detected);
  switch (wanted.version.operator) {
    case '<':
      return order === 'older';
    case '<=':
      return order !== 'newer';
    case '>':
      return order === 'newer';
    case '>=':
      return order !== 'older';
    case '=':
      return order === null;
  }
}

/** A requested buildpack has a name, but no version. */
function isRequested(names: readonly string[], { name, version }: BuildpackValue): boolean {
  return version === null && names.some((one) => includesOne(one, [name]));
}

function isOfAge(iso: string | null, values: readonly AgeValue[], now: Date): boolean {
  const age = now.getTime() - Date.parse(iso ?? '');
  return values.some(({ milliseconds, operator }) => {
    switch (operator) {
      case '<':
        return age < milliseconds;
      case '<=':
        return age <= milliseconds;
      case '>':
        return age > milliseconds;
      case '>=':
        return age >= milliseconds;
    }
  });
}

/** The text that free words are matched against: everything that a droplet's row shows. */
function textOf(droplet: FilteredDroplet): string {
  const buildpacks = droplet.buildpacks.flatMap(({ name, buildpackName, version }) => [
    name,
    buildpackName,
    version,
  ]);
  return [droplet.guid, droplet.state, droplet.stack, droplet.image, droplet.error, ...buildpacks]
    .join(' ')
    .toLowerCase();
}

function isOneOf(text: string, values: readonly string[]): boolean {
  return values.some((value) => value.toLowerCase() === text.toLowerCase());
}

function includesOne(text: string, values: readonly string[]): boolean {
  return values.some((value) => text.toLowerCase().includes(value.toLowerCase()));
}

function startsWithOne(text: string, values: readonly string[]): boolean {
  return values.some((value) => text.toLowerCase().startsWith(value.toLowerCase()));
}
