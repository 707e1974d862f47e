import { parseBuildpack } from '../filterValues.ts';
import { partsOf, tokensOf, unquoted } from '../filterTokens.ts';
import { versionKey } from './columns.ts';
import type { FacetField } from './fields.ts';
import { buildpacksOf, stackOf, type TableRow } from './tableRow.ts';

/** How many rows have a stack, or a version of a buildpack. */
export interface Facet {
  readonly field: FacetField;
  readonly text: string;
  readonly count: number;
  /** What the filter has to say for it; null if it can't be typed. */
  readonly value: string | null;
}

/** Counts stacks, or versions of buildpacks. There may be 100,000 rows. */
export class FacetCounts {
  readonly #facets = new Map<string, Counted>();

  addStack(row: TableRow): void {
    const stack = stackOf(row);
    if (stack !== null) this.#add('stack', stack, () => ({ value: stack, order: stack }));
  }

  /** An app with the same buildpack twice is still one app. */
  addBuildpacks(row: TableRow): void {
    const texts: string[] = [];
    for (const { name, version } of buildpacksOf(row)) {
      const text = version === null ? name : `${name} ${version}`;
      if (texts.includes(text)) continue;
      texts.push(text);
      this.#add('buildpack', text, () => {
        const value = version === null ? name : `${name}=${version}`;
        const isRead = parseBuildpack(value)?.name === name.toLowerCase();
        return { value: isRead ? value : null, order: `${name}\0${versionKey(version ?? '')}` };
      });
    }
  }

  /** The most frequent ones, by name and version. */
  most(count: number): readonly Facet[] {
    return [...this.#facets.values()]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, count)
      .toSorted((a, b) => (a.order < b.order ? -1 : 1));
  }

  get size(): number {
    return this.#facets.size;
  }

  #add(field: FacetField, text: string, read: () => Pick<Counted, 'order' | 'value'>): void {
    const known = this.#facets.get(text);
    if (known) {
      known.count += 1;
      return;
    }
    const { order, value } = read();
    const isTypeable = value !== null && !value.includes('"');
    this.#facets.set(text, { field, text, count: 1, value: isTypeable ? value : null, order });
  }
}

interface Counted extends Facet {
  count: number;
  readonly order: string;
}

/** Whether a filter asks for this value. */
export function asksFor(text: string, field: FacetField, value: string): boolean {
  return tokensOf(text).some((token) => valuesIn(token, field)?.includes(value) ?? false);
}

/** Adds a value to a filter's field, or takes it away. */
export function toggled(text: string, field: FacetField, value: string): string {
  const tokens = tokensOf(text);
  const isTaken = asksFor(text, field, value);
  const at = tokens.findIndex((token) => valuesIn(token, field) !== null);
  if (!isTaken && at === -1) return [...tokens, toToken(field, [value])].join(' ');
  return tokens
    .map((token, index) => {
      const values = valuesIn(token, field);
      if (values === null) return token;
      const others = values.filter((one) => one !== value);
      if (isTaken) return toToken(field, others);
      return index === at ? toToken(field, [...values, value]) : token;
    })
    .filter((token) => token !== '')
    .join(' ');
}

/** The values of a filter's word if it is this field, not negated. */
function valuesIn(token: string, field: FacetField): readonly string[] | null {
  if (!token.toLowerCase().startsWith(`${field}:`)) return null;
  return partsOf(token.slice(field.length + 1)).map(unquoted);
}

function toToken(field: FacetField, values: readonly string[]): string {
  const quoted = values.map((value) => (/[\s,]/.test(value) ? `"${value}"` : value));
  return values.length === 0 ? '' : `${field}:${quoted.join(',')}`;
}
