import type { Metadata } from '../model.ts';

interface Requirement {
  readonly key: string;
  /** `in` also stands for `=`, `notin` for `!=`. */
  readonly kind: 'exists' | 'missing' | 'in' | 'notin';
  readonly values: readonly string[];
}

type LabelSelector =
  | { readonly kind: 'selector'; readonly requirements: readonly Requirement[] }
  | { readonly kind: 'invalid'; readonly errors: readonly string[] };

const mostRequirements = 50;
const word = /^[\w\-.]*$/;
const bounds = /^[a-zA-Z\d](?:.*[a-zA-Z\d])?$/;
const dns = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;

/** Reads a selector. Blanks are not forgiven, and one bad requirement makes the whole selector invalid. */
export function parseLabelSelector(text: string): LabelSelector {
  if (text === '') return { kind: 'invalid', errors: ['Missing label_selector value'] };
  // A comma separates requirements unless it is inside the parentheses of a set.
  const parts = text.split(/,(?![^(]*\))/);
  if (parts.length > mostRequirements) {
    const most = `Too many label_selector requirements (maximum is ${mostRequirements})`;
    return { kind: 'invalid', errors: [most] };
  }
  const requirements: Requirement[] = [];
  const errors: string[] = [];
  for (const part of parts) {
    const requirement = parseRequirement(part);
    const error = requirement ? requirementError(requirement) : 'Invalid label_selector value';
    if (error !== null) errors.push(error);
    else if (requirement) requirements.push(requirement);
  }
  return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'selector', requirements };
}

function parseRequirement(text: string): Requirement | null {
  const set = /^([^\s!=]+) (in|notin) ?\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    return { key, kind: operator === 'in' ? 'in' : 'notin', values: values.split(',') };
  }
  const equality = /^([^\s!=]+)(==?|!=)([^\s!=]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return { key, kind: operator === '!=' ? 'notin' : 'in', values: [value] };
  }
  const existence = /^(!?)([^\s!=()]+)$/.exec(text);
  if (!existence) return null;
  const [, not, key = ''] = existence;
  return { key, kind: not === '!' ? 'missing' : 'exists', values: [] };
}

function requirementError({ key, values }: Requirement): string | null {
  const [prefix, name, ...more] = key.includes('/') ? key.split('/') : [null, key];
  if (more.length > 0) return "key has more than one '/'";
  if (prefix !== null && prefix !== undefined) {
    if (!dns.test(prefix)) return `prefix '${prefix}' must be in valid dns format`;
    if (prefix.length > 253) {
      return `prefix '${prefix.slice(0, 8)}...' is greater than 253 characters`;
    }
    if (prefix === 'cloudfoundry.org') return "prefix 'cloudfoundry.org' is reserved";
  }
  if (!name) return 'key cannot be empty string';
  for (const text of [name, ...values.filter((value) => value !== '')]) {
    if (!word.test(text)) return `'${text}' contains invalid characters`;
    if (!bounds.test(text)) return `'${text}' starts or ends with invalid characters`;
    if (text.length > 63) return `'${text.slice(0, 8)}...' is greater than 63 characters`;
  }
  return null;
}

/** Whether the labels meet every requirement. A label that is missing meets `!=` and `notin`. */
export function meets(selector: LabelSelector, { labels }: Metadata): boolean {
  if (selector.kind === 'invalid') return false;
  return selector.requirements.every(({ key, kind, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (kind) {
      case 'exists':
        return value !== undefined;
      case 'missing':
        return value === undefined;
      case 'in':
        return value !== undefined && values.includes(value);
      case 'notin':
        return value === undefined || !values.includes(value);
    }
  });
}
