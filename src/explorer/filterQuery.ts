import {
  mostRequirements,
  parseSelector,
  type SelectorFault,
} from '../cloudfoundry/labelSelector.ts';
import {
  firstOf,
  isOfApps,
  type Condition,
  type Filter,
  type FilterKind,
  type Term,
} from './filter.ts';
import { partsOf, tokensOf, unquoted } from './filterTokens.ts';
import { parseAge, parseBuildpack } from './filterValues.ts';

export type ParsedFilter = { readonly kind: 'filter'; readonly filter: Filter } | InvalidFilter;

interface InvalidFilter {
  readonly kind: 'invalid';
  readonly problem: FilterProblem;
}

/** What is wrong with a filter, to show in the user's language. */
export type FilterProblem =
  | { readonly kind: 'unknownField'; readonly field: string }
  | { readonly kind: 'emptyValue'; readonly field: string }
  | { readonly kind: 'unknownOrder'; readonly value: string; readonly known: readonly string[] }
  | { readonly kind: 'notNegatable'; readonly field: string }
  | { readonly kind: 'badAge'; readonly value: string }
  | { readonly kind: 'badVersion'; readonly value: string }
  /** A list of apps doesn't contain the versions of buildpacks. */
  | { readonly kind: 'noVersions' }
  | { readonly kind: 'badSelector'; readonly part: string; readonly fault: SelectorFault };

/** A field's value as typed, without quotes, and its parts between commas. */
interface FieldValue {
  readonly text: string;
  readonly values: readonly string[];
}

interface Field {
  readonly of: readonly FilterKind[];
  readonly read: (value: FieldValue, kind: FilterKind) => Condition | InvalidFilter;
}

const ofLists = ['apps', 'droplets', 'allApps', 'allDroplets'] as const;
const ofAll = [...ofLists, 'runsWhere'] as const;
const ofDroplets = ['droplets', 'allDroplets', 'runsWhere'] as const;
const ofFoundation = ['allApps', 'allDroplets', 'runsWhere'] as const;

/**
 * The one table of fields, used by the parser, the completion, the texts, and a test of the README.
 */
const fields = {
  name: {
    of: ['apps', 'allApps', 'runsWhere'],
    read: ({ values }) => {
      const [first = '', ...others] = values;
      if (!first.startsWith('=')) return { kind: 'name', values, isWhole: false };
      if (first === '=') return invalid({ kind: 'emptyValue', field: 'name' });
      return { kind: 'name', values: [first.slice(1), ...others], isWhole: true };
    },
  },
  state: {
    of: ofAll,
    read: ({ values }) => ({ kind: 'state', values: values.map((one) => one.toUpperCase()) }),
  },
  org: { of: ofFoundation, read: ({ values }) => ({ kind: 'org', values }) },
  space: { of: ofFoundation, read: ({ values }) => ({ kind: 'space', values }) },
  app: { of: ['allDroplets'], read: ({ values }) => ({ kind: 'app', values }) },
  label: {
    of: ofAll,
    read: ({ text }) => {
      const parsed = parseSelector(text);
      if (parsed.kind === 'wrong') return invalid({ ...parsed, kind: 'badSelector' });
      return { kind: 'label', selector: text, requirements: parsed.requirements };
    },
  },
  buildpack: {
    of: ofAll,
    read: ({ values }, kind) => {
      const read = [];
      for (const value of values) {
        const buildpack = parseBuildpack(value);
        if (isOfApps(kind) && buildpack?.version !== null) {
          return invalid({ kind: 'noVersions' });
        }
        if (!buildpack) return invalid({ kind: 'badVersion', value });
        read.push(buildpack);
      }
      return { kind: 'buildpack', values: read };
    },
  },
  stack: { of: ofAll, read: ({ values }) => ({ kind: 'stack', values }) },
  lifecycle: {
    of: ofAll,
    read: ({ values }) => ({ kind: 'lifecycle', values: values.map((one) => one.toLowerCase()) }),
  },
  image: { of: ofDroplets, read: ({ values }) => ({ kind: 'image', values }) },
  commit: { of: ofDroplets, read: ({ values }) => ({ kind: 'commit', values }) },
  age: {
    of: ofAll,
    read: ({ values }) => {
      const read = [];
      for (const value of values) {
        const age = parseAge(value);
        if (!age) return invalid({ kind: 'badAge', value });
        read.push(age);
      }
      return { kind: 'age', values: read };
    },
  },
  guid: {
    of: ofAll,
    read: ({ values }) => ({ kind: 'guid', values: values.map((one) => one.toLowerCase()) }),
  },
  sort: {
    of: ofLists,
    read: ({ text }, kind) => {
      const known = ordersOf(kind);
      if (!known.includes(text.replace(/^[-+]/, ''))) {
        return invalid({ kind: 'unknownOrder', value: text, known });
      }
      return { kind: 'sort', orderBy: text.replace(/^\+/, '') };
    },
  },
} as const satisfies Readonly<Record<string, Field>>;

export type FilterField = keyof typeof fields;

/** The fields that this kind of filter supports. */
export function fieldsOf(kind: FilterKind): readonly FilterField[] {
  const names = Object.keys(fields) as readonly FilterField[];
  return names.filter((name) => (fields[name].of as readonly FilterKind[]).includes(kind));
}

/** What lists of this kind can be sorted by. @see https://v3-apidocs.cloudfoundry.org/#list-apps */
export function ordersOf(kind: FilterKind): readonly string[] {
  const times = ['created_at', 'updated_at'];
  return isOfApps(kind) ? ['name', ...times] : times;
}

/**
 * Parses `java state:staged,failed !label:env=prod buildpack:java<4.60 sort:-created_at`. Free
 * words match names, and what a droplet was made with; `!` negates a word or a field.
 */
export function parseFilter(kind: FilterKind, text: string): ParsedFilter {
  const terms: Term[] = [];
  for (const token of tokensOf(text)) {
    const isNegated = token.length > 1 && token.startsWith('!');
    const read = readToken(kind, isNegated ? token.slice(1) : token);
    if (read === null) continue;
    if (read.kind === 'invalid') return read;
    if (isNegated && read.kind === 'sort') {
      return invalid({ kind: 'notNegatable', field: read.kind });
    }
    terms.push({ text: token, isNegated, condition: read });
  }
  const tooMany = tooManyRequirements(terms);
  if (tooMany) return invalid(tooMany);
  return {
    kind: 'filter',
    filter: {
      kind,
      text: text.trim(),
      terms,
      organizations: namesIn(terms, 'org'),
      spaces: namesIn(terms, 'space'),
      apps: namesIn(terms, 'app'),
    },
  };
}

/** The values of the first term of this field that isn't negated; its other terms are matched here. */
function namesIn(terms: readonly Term[], kind: 'org' | 'space' | 'app'): readonly string[] {
  const first = firstOf(terms, kind)?.condition;
  return first?.kind === kind ? first.values : [];
}

/** Null for a pair of quotes with nothing in it. */
function readToken(kind: FilterKind, token: string): Condition | InvalidFilter | null {
  const [, given, raw = ''] = /^([^":]+):(.*)$/s.exec(token) ?? [];
  if (given === undefined) {
    const word = unquoted(token).toLowerCase();
    return word === '' ? null : { kind: 'word', word };
  }
  const name = given.toLowerCase();
  const field = fieldsOf(kind).find((one) => one === name);
  if (!field) return invalid({ kind: 'unknownField', field: name });
  const values = partsOf(raw)
    .map(unquoted)
    .filter((value) => value !== '');
  if (values.length === 0) return invalid({ kind: 'emptyValue', field });
  return fields[field].read({ text: unquoted(raw), values }, kind);
}

/** Each selector is valid by itself, but they are sent as one. */
function tooManyRequirements(terms: readonly Term[]): FilterProblem | null {
  let count = 0;
  for (const { condition, isNegated } of terms) {
    if (condition.kind !== 'label' || isNegated) continue;
    count += condition.requirements.length;
    if (count > mostRequirements) {
      return { kind: 'badSelector', part: condition.selector, fault: 'tooMany' };
    }
  }
  return null;
}

function invalid(problem: FilterProblem): InvalidFilter {
  return { kind: 'invalid', problem };
}
