/** Labels by key, as Cloud Foundry keeps them. */
export type Labels = Readonly<Record<string, string>>;

/** What is wrong with a label. */
export type LabelFault =
  | 'noKey'
  | 'manySlashes'
  | 'badPrefix'
  | 'longPrefix'
  | 'reservedPrefix'
  | 'badKey'
  | 'longKey'
  | 'badValue'
  | 'longValue';

/** The labels in a line, or the first thing wrong with it. */
export type LabelLine =
  | { readonly kind: 'labels'; readonly labels: Labels }
  | {
      readonly kind: 'wrong';
      readonly word: string;
      readonly fault: LabelFault | 'noEquals' | 'twice';
    };

const text = /^[A-Za-z0-9](?:[-_.A-Za-z0-9]*[A-Za-z0-9])?$/;
const domain = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/**
 * Why a Cloud Controller would refuse this label; null if it is valid.
 * @see https://v3-apidocs.cloudfoundry.org/#labels
 */
export function labelFault(key: string, value: string): LabelFault | null {
  const [first = '', second, ...more] = key.split('/');
  if (more.length > 0) return 'manySlashes';
  if (second !== undefined) {
    if (first.length > 253) return 'longPrefix';
    if (!domain.test(first)) return 'badPrefix';
    if (first.toLowerCase() === 'cloudfoundry.org') return 'reservedPrefix';
  }
  const name = second ?? first;
  if (name === '') return 'noKey';
  if (name.length > 63) return 'longKey';
  if (!text.test(name)) return 'badKey';
  if (value.length > 63) return 'longValue';
  return value === '' || text.test(value) ? null : 'badValue';
}

/** Reads `env=prod team=shop`. Keys and values can't contain a space, a comma or an equals sign. */
export function parseLabels(line: string): LabelLine {
  const labels = new Map<string, string>();
  for (const word of line.split(/[\s,]+/).filter((each) => each !== '')) {
    const at = word.indexOf('=');
    if (at < 0) return { kind: 'wrong', word, fault: 'noEquals' };
    const key = word.slice(0, at);
    const value = word.slice(at + 1);
    const fault = labels.has(key) ? 'twice' : labelFault(key, value);
    if (fault !== null) return { kind: 'wrong', word, fault };
    labels.set(key, value);
  }
  return { kind: 'labels', labels: Object.fromEntries(labels) };
}

/**
 * Formats labels, sorted by key, as a line for `parseLabels`. Omits labels that no
 * API would accept.
 */
export function labelLine(labels: Labels): string {
  return Object.entries(labels)
    .filter(([key, value]) => labelFault(key, value) === null)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(' ');
}

/** One label before and after; null if it doesn't exist. */
export interface LabelChange {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The differences, by key. Labels that `labelLine` omits were never shown, so they stay. */
export function labelChanges(before: Labels, after: Labels): readonly LabelChange[] {
  const shown = Object.entries(before).filter(([key, value]) => labelFault(key, value) === null);
  const from = new Map(shown);
  const to = new Map(Object.entries(after));
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((key) => ({ key, from: from.get(key) ?? null, to: to.get(key) ?? null }))
    .filter((change) => change.from !== change.to)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
