import type { Json, JsonObject } from '../../cloudfoundry/json.ts';

/** One value in the tree of a JSON document. */
export interface JsonNode {
  /** RFC 6901. */
  readonly pointer: string;
  /** Null for elements of a list, and for the root. */
  readonly key: string | null;
  readonly value: Json;
}

export type Container = readonly Json[] | JsonObject;

export function isContainer(value: Json): value is Container {
  return typeof value === 'object' && value !== null;
}

/** How many children a value has. */
export function sizeOf(value: Container): number {
  return Object.keys(value).length;
}

/** The entries of an object or elements of a list, in the order sent. */
export function childrenOf({ pointer, value }: JsonNode): readonly JsonNode[] {
  if (!isContainer(value)) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).map(([key, child]: [string, Json | undefined]) => ({
    pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    key: isList ? null : key,
    value: child ?? null,
  }));
}

/** The pointers from the root to a place, including both. */
export function pathOf(pointer: string): readonly string[] {
  const parts = pointer.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Whether a document has more values than this. */
export function isLargerThan(root: Json, limit: number): boolean {
  let count = 0;
  for (const _ of walk(root)) if (++count > limit) return true;
  return false;
}

/** Pointers of the values whose key or own text contains the query, in document order. */
export function findMatches(root: Json, query: string): readonly string[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  const found: string[] = [];
  for (const { pointer, key, value } of walk(root)) {
    const own = isContainer(value) ? '' : textOf(value);
    const isFound =
      (key !== null && textOf(key).toLowerCase().includes(wanted)) ||
      own.toLowerCase().includes(wanted);
    if (isFound) found.push(pointer);
  }
  return found;
}

/** A key or a value as JSON writes it. */
export function textOf(value: string | number | boolean | null): string {
  return JSON.stringify(value);
}

/** Splits a text at search hits, ignoring case: hits are at odd indexes. */
export function splitAtHits(text: string, query: string): readonly string[] {
  const wanted = query.toLowerCase();
  const lower = text.toLowerCase();
  // A few letters change their length in lower case, which would shift the positions.
  if (wanted === '' || lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}

function* walk(root: Json): Generator<JsonNode> {
  const waiting: JsonNode[] = [{ pointer: '', key: null, value: root }];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const child of childrenOf(node).toReversed()) waiting.push(child);
  }
}
