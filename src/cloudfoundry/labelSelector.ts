import { labelFault, type LabelFault, type Labels } from './labels.ts';

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  /** `in` also stands for `=`, `notin` for `!=`. */
  readonly kind: 'exists' | 'missing' | 'in' | 'notin';
  readonly values: readonly string[];
}

export type SelectorFault = LabelFault | 'badRequirement' | 'tooMany';

export type ParsedSelector =
  | { readonly kind: 'selector'; readonly requirements: readonly Requirement[] }
  /** @property part the requirement that is wrong, as written */
  | { readonly kind: 'wrong'; readonly part: string; readonly fault: SelectorFault };

/** The most requirements that a Cloud Controller accepts. */
export const mostRequirements = 50;

/**
 * Reads a label selector, or says why a Cloud Controller would refuse it: it trims nothing, so a
 * space after a comma is wrong
 * (`app/messages/validators/label_selector_requirement_validator.rb`).
 * @see https://v3-apidocs.cloudfoundry.org/#labels-and-selectors
 */
export function parseSelector(text: string): ParsedSelector {
  // A comma separates requirements, except inside the parentheses of a set.
  const parts = text.split(/,(?![^(]*\))/);
  if (parts.length > mostRequirements) return { kind: 'wrong', part: text, fault: 'tooMany' };
  const requirements: Requirement[] = [];
  for (const part of parts) {
    const requirement = parseRequirement(part);
    const fault = requirement ? faultOf(requirement) : 'badRequirement';
    if (fault !== null || !requirement) {
      return { kind: 'wrong', part, fault: fault ?? 'badRequirement' };
    }
    requirements.push(requirement);
  }
  return { kind: 'selector', requirements };
}

/** Whether labels meet all requirements. A label that doesn't exist meets `!=` and `notin`. */
export function meetsSelector(labels: Labels, requirements: readonly Requirement[]): boolean {
  return requirements.every(({ key, kind, values }) => {
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

function parseRequirement(text: string): Requirement | null {
  const set = /^([^\s!=(),]+) (in|notin) \(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    return { key, kind: operator === 'in' ? 'in' : 'notin', values: values.split(',') };
  }
  const equality = /^([^\s!=]*)(!=|==?)([^=]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return { key, kind: operator === '!=' ? 'notin' : 'in', values: [value] };
  }
  const [, not, key = ''] = /^(!?)([^!=\s()]+)$/.exec(text) ?? [];
  if (key === '') return null;
  return { key, kind: not === '!' ? 'missing' : 'exists', values: [] };
}

function faultOf({ key, values }: Requirement): LabelFault | null {
  for (const value of values.length === 0 ? [''] : values) {
    const fault = labelFault(key, value);
    if (fault !== null) return fault;
  }
  return null;
}
