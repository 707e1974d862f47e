import { noFilter, type ListFilter } from '../cloudfoundry/filters.ts';
import type { Abilities } from '../cloudfoundry/versions.ts';
import {
  firstOf,
  isOfApps,
  type Condition,
  type Filter,
  type FilterKind,
  type Term,
} from './filter.ts';

/** Which terms of a filter the API answers, and which are matched here. */
export interface FilterPlan {
  readonly asked: ListFilter;
  /** The terms that are matched here. */
  readonly here: readonly Term[];
}

/** A part of a filter's text with who matched it, the foundation's server or the extension. */
export interface MatchedPart {
  readonly text: string;
  readonly by: 'server' | 'here';
}

/**
 * Asks the API for as much as its version can answer. Names of places are for the caller to look
 * up and to add as guids.
 */
export function planOf(filter: Filter, can: Abilities): FilterPlan {
  let asked = noFilter;
  const here: Term[] = [];
  for (const term of filter.terms) {
    const more = withTerm(asked, term, filter, can);
    if (more && lengthOf(more) <= longestQuery) asked = more;
    else here.push(term);
  }
  return { asked, here };
}

/** @param isIgnored whether the server has ignored what it was asked for (`Page.matchedHere`) */
export function matchedParts(
  filter: Filter,
  can: Abilities,
  isIgnored: boolean,
): readonly MatchedPart[] {
  const { here } = planOf(filter, can);
  const parts: MatchedPart[] = [];
  for (const term of filter.terms) {
    const isHere = here.includes(term) || (isIgnored && isChecked(term.condition));
    const by = isHere ? 'here' : 'server';
    const last = parts.at(-1);
    if (last?.by === by) parts[parts.length - 1] = { by, text: `${last.text} ${term.text}` };
    else parts.push({ by, text: term.text });
  }
  return parts;
}

/** What `matchedPage` checks again, since servers may ignore it. */
function isChecked({ kind }: Condition): boolean {
  return kind === 'state' || kind === 'guid' || kind === 'name';
}

const wholeGuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Most servers refuse request lines over 8 kB (nginx's `large_client_header_buffers`). */
const longestQuery = 6000;

/** With this term added; null if the API can't answer it. */
function withTerm(
  asked: ListFilter,
  term: Term,
  { kind, terms }: Filter,
  can: Abilities,
): ListFilter | null {
  const { condition, isNegated } = term;
  // A parameter's values are alternatives: a second term for it can only be matched here.
  const isFirst = firstOf(terms, condition.kind) === term;
  if (isNegated) return null;
  switch (condition.kind) {
    case 'sort':
      return { ...asked, orderBy: condition.orderBy };
    case 'label':
      return isSelectable(kind, can) ? withSelector(asked, condition.selector) : null;
    case 'guid':
      return isFirst && condition.values.every((guid) => wholeGuid.test(guid))
        ? { ...asked, guids: condition.values }
        : null;
    case 'state':
      return isFirst && !isOfApps(kind) ? { ...asked, states: condition.values } : null;
    case 'name':
      // Old APIs and Korifi don't decode the elements of a list.
      return isFirst && condition.isWhole && !condition.values.some((name) => /[,%]/.test(name))
        ? { ...asked, names: condition.values }
        : null;
    case 'stack':
      return isFirst && isOfApps(kind) && can.appsByStack
        ? { ...asked, stacks: condition.values }
        : null;
    case 'lifecycle': {
      const [type = '', ...others] = condition.values;
      // The parameter takes one value, and refuses those that its version doesn't know.
      const isAskable = others.length === 0 && (type === 'buildpack' || type === 'docker');
      return isFirst && isAskable && isOfApps(kind) && can.appsByLifecycle
        ? { ...asked, lifecycleType: type }
        : null;
    }
    case 'org':
    case 'space':
    case 'app':
      return isFirst ? asked : null;
    case 'word':
    case 'buildpack':
    case 'age':
    case 'image':
    case 'commit':
      return null;
  }
}

/** Korifi has labels of droplets but can't select by them. Without labels, the client refuses. */
function isSelectable(kind: FilterKind, can: Abilities): boolean {
  return isOfApps(kind) || can.dropletsByLabel || !can.dropletLabels;
}

function withSelector(asked: ListFilter, selector: string): ListFilter {
  const { labelSelector } = asked;
  return {
    ...asked,
    labelSelector: labelSelector === null ? selector : `${labelSelector},${selector}`,
  };
}

function lengthOf({ guids, labelSelector, names, stacks, states }: ListFilter): number {
  const all = [guids, names, stacks, states, [labelSelector ?? '']];
  return encodeURIComponent(all.flat().join(',').toWellFormed()).length;
}
