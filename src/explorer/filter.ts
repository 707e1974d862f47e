import type { Requirement } from '../cloudfoundry/labelSelector.ts';

/**
 * What is filtered: the apps of a space, the droplets of an app, those of a whole foundation, or
 * apps along with their current droplets.
 */
export type FilterKind = 'apps' | 'droplets' | 'allApps' | 'allDroplets' | 'runsWhere';

/** A filter as typed and as parsed. All of its terms must hold. */
export interface Filter {
  readonly kind: FilterKind;
  readonly text: string;
  /** In typed order. */
  readonly terms: readonly Term[];
  /**
   * Names to look up before the list is requested, from the first term of each field. They become
   * `organizationGuids`, `spaceGuids` and `appGuids` of the list's filter; empty means all.
   */
  readonly organizations: readonly string[];
  readonly spaces: readonly string[];
  readonly apps: readonly string[];
}

/** One condition of a filter. */
export interface Term {
  /** As typed: `!state:failed`. */
  readonly text: string;
  readonly isNegated: boolean;
  readonly condition: Condition;
}

/** What a term asks for; one of the values must match. */
export type Condition =
  /** In lower case. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'name'; readonly values: readonly string[]; readonly isWhole: boolean }
  | {
      readonly kind: 'label';
      readonly selector: string;
      readonly requirements: readonly Requirement[];
    }
  | { readonly kind: 'buildpack'; readonly values: readonly BuildpackValue[] }
  | { readonly kind: 'age'; readonly values: readonly AgeValue[] }
  | { readonly kind: 'sort'; readonly orderBy: string }
  /** States in upper case; guids whole or their beginnings, in lower case. */
  | { readonly kind: ListedKind; readonly values: readonly string[] };

type ListedKind =
  'state' | 'guid' | 'org' | 'space' | 'app' | 'stack' | 'lifecycle' | 'image' | 'commit';

type Comparison = '<' | '<=' | '>' | '>=' | '=';

/** Part of a buildpack's name, in lower case, and a condition for its version. */
export interface BuildpackValue {
  readonly name: string;
  readonly version: { readonly operator: Comparison; readonly than: string } | null;
}

export interface AgeValue {
  readonly operator: Exclude<Comparison, '='>;
  readonly milliseconds: number;
}

export function isOfApps(kind: FilterKind): boolean {
  return kind === 'apps' || kind === 'allApps';
}

/** The first term of this kind that isn't negated. */
export function firstOf(terms: readonly Term[], kind: Condition['kind']): Term | undefined {
  return terms.find(({ condition, isNegated }) => condition.kind === kind && !isNegated);
}
