import { versionOrder } from '../changes/buildpackVersion.ts';
import { isOfApps, type FilterKind } from './filter.ts';
import { fieldsOf, ordersOf, type FilterField } from './filterQuery.ts';
import type { SeenValues } from './filterSeen.ts';
import { partsOf, tokensOf, unquoted } from './filterTokens.ts';

/** One way to go on from what is typed. */
export interface Completion {
  /** What is inserted: `state:`, `failed`. */
  readonly label: string;
  /** The field, if that is what is inserted. */
  readonly field: FilterField | null;
  /** The whole text with it. */
  readonly text: string;
}

const most = 50;

/** Completes the last word of a filter: fields, then values that are known or were seen. */
export function completionsOf(
  kind: FilterKind,
  text: string,
  seen: SeenValues,
): readonly Completion[] {
  const last = tokensOf(text).at(-1) ?? '';
  const token = text.endsWith(last) ? last : '';
  const not = token.startsWith('!') ? '!' : '';
  const word = token.slice(not.length);
  const before = `${text.slice(0, text.length - token.length)}${not}`;
  const [, given, raw = ''] = /^([^":]+):(.*)$/s.exec(word) ?? [];
  if (given === undefined) {
    const names = isOfApps(kind) ? namesAt(before, word, seen) : [];
    return [...fieldsAt(kind, before, word), ...names];
  }
  const field = fieldsOf(kind).find((one) => one === given.toLowerCase());
  if (!field) return otherFields(kind, before, given, raw);
  const start = `${before}${given}:`;
  if (field === 'label') return labelsAt(start, raw, seen);
  return valuesAt(kind, field, start, raw, seen);
}

function fieldsAt(kind: FilterKind, before: string, word: string): readonly Completion[] {
  return fieldsOf(kind)
    .filter((field) => field.startsWith(word.toLowerCase()))
    .filter((field) => field !== 'sort' || !before.endsWith('!'))
    .map((field) => ({ label: `${field}:`, field, text: `${before}${field}:` }));
}

/** Fields instead of one that doesn't exist, the most similar first. */
function otherFields(
  kind: FilterKind,
  before: string,
  given: string,
  raw: string,
): readonly Completion[] {
  const alike = (field: string) => {
    let length = 0;
    while (length < given.length && field[length] === given[length]?.toLowerCase()) length += 1;
    return length;
  };
  return fieldsAt(kind, before, '')
    .toSorted((a, b) => alike(b.label) - alike(a.label))
    .map(({ field, label, text }) => ({ field, label, text: `${text}${raw}` }));
}

/** Names that a free word may be the beginning of. */
function namesAt(before: string, word: string, seen: SeenValues): readonly Completion[] {
  const typed = unquoted(word);
  if (typed === '') return [];
  return matching(seen.of('name').toSorted(), typed, []).map((name) => ({
    label: name,
    field: null,
    text: `${before}${/[\s:]|^!/.test(name) ? `"${name}"` : name}`,
  }));
}

function valuesAt(
  kind: FilterKind,
  field: Exclude<FilterField, 'label'>,
  start: string,
  raw: string,
  seen: SeenValues,
): readonly Completion[] {
  const last = raw.endsWith(',') ? '' : (partsOf(raw).at(-1) ?? '');
  const done = raw.slice(0, raw.length - last.length);
  // `name:=web` is the whole name.
  const whole = field === 'name' && last.startsWith('=') ? '=' : '';
  const typed = unquoted(last.slice(whole.length));
  const values = field === 'buildpack' ? buildpacksAt(kind, typed, seen) : known(kind, field, seen);
  const taken = partsOf(done).map((part) => unquoted(part).replace(/^=/, ''));
  return matching(values, typed, taken).map((value) => ({
    label: value,
    field: null,
    text: `${start}${done}${whole}${/[\s,]/.test(value) ? `"${value}"` : value}`,
  }));
}

/** The values that a field can have, or those that were seen. */
function known(
  kind: FilterKind,
  field: Exclude<FilterField, 'label' | 'buildpack'>,
  seen: SeenValues,
): readonly string[] {
  switch (field) {
    case 'state':
      return isOfApps(kind)
        ? ['started', 'stopped']
        : ['staged', 'failed', 'expired', 'awaiting_upload', 'processing_upload', 'copying'];
    case 'lifecycle':
      return ['buildpack', 'docker', 'cnb'];
    case 'age':
      return ['>90d', '>30d', '>7d', '<7d', '<24h', '<1h'];
    case 'sort':
      return ordersOf(kind).flatMap((order) => [order, `-${order}`]);
    case 'guid':
      return [];
    case 'name':
    case 'org':
    case 'space':
    case 'app':
    case 'stack':
    case 'image':
    case 'commit':
      return seen.of(field).toSorted();
  }
}

/** Names, and after an operator the versions, newest first. */
function buildpacksAt(kind: FilterKind, typed: string, seen: SeenValues): readonly string[] {
  const [beginning = '', name = ''] = /^([^<>=]*)(?:<=|>=|[<>=])/.exec(typed) ?? [];
  if (beginning === '' || isOfApps(kind)) return seen.of('buildpack').toSorted();
  return seen
    .versionsOf(name.toLowerCase())
    .toSorted((a, b) => toNumber(versionOrder(a, b)))
    .map((version) => `${beginning}${version}`);
}

function toNumber(order: ReturnType<typeof versionOrder>): number {
  return order === null ? 0 : order === 'newer' ? 1 : -1;
}

/** Keys, and after an operator their values; selectors with spaces become quoted. */
function labelsAt(start: string, raw: string, seen: SeenValues): readonly Completion[] {
  const typed = unquoted(raw);
  // Commas inside the parentheses of a set don't separate requirements.
  const [, last = ''] = /(?:^|,)((?:[^,(]|\([^)]*(?:\)|$))*)$/.exec(typed) ?? [];
  const done = typed.slice(0, typed.length - last.length);
  const [set, inKey = ''] = /^([^\s!=]+) (?:not)?in \([^)]*$/.exec(last) ?? [];
  if (set !== undefined) {
    const value = /[^(,]*$/.exec(set)?.[0] ?? '';
    const upTo = `${done}${set.slice(0, set.length - value.length)}`;
    const taken = set.slice(set.indexOf('(') + 1, -value.length || undefined).split(',');
    return matching(seen.labelValuesOf(inKey).toSorted(), value, taken).map((one) => ({
      label: one,
      field: null,
      text: `${start}"${upTo}${one})"`,
    }));
  }
  const selector = (text: string) => `${start}${/\s/.test(text) ? `"${text}"` : text}`;
  const [equality, key = '', operator = '', value = ''] =
    /^([^\s!=]+)(==?|!=)([^=]*)$/.exec(last) ?? [];
  if (equality !== undefined) {
    return matching(seen.labelValuesOf(key).toSorted(), value, []).map((one) => ({
      label: one,
      field: null,
      text: selector(`${done}${key}${operator}${one}`),
    }));
  }
  const not = last.startsWith('!') ? '!' : '';
  return matching(seen.of('label').toSorted(), last.slice(not.length), []).map((one) => {
    const label = not === '' ? `${one}=` : `!${one}`;
    return { label, field: null, text: selector(`${done}${label}`) };
  });
}

/** Those that begin with what is typed, then those that contain it; not what is there already. */
function matching(
  values: readonly string[],
  typed: string,
  taken: readonly string[],
): readonly string[] {
  const wanted = typed.toLowerCase();
  const left = values.filter((value) => {
    const text = value.toLowerCase();
    return text !== wanted && text.includes(wanted) && !taken.includes(value);
  });
  const isStart = (value: string) => value.toLowerCase().startsWith(wanted);
  return [...left.filter(isStart), ...left.filter((value) => !isStart(value))].slice(0, most);
}
