// Everything that arrives from a foundation is data of unknown shape. These readers take what is there, of
// the type we expect, and say "absent" for the rest; nothing above them ever meets an unchecked value.

import { boundedKeys, boundedWord } from './bounds.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** What the text says as JSON; null where it is none, which the readers below take for absent. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether the value is a JSON object (neither null nor a list). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is a JSON list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

// Shared, since most of what is absent is absent in each of 5,000 resources.
const noObject: JsonObject = Object.freeze({});
const noList: readonly Json[] = Object.freeze([]);
const noStrings: readonly string[] = Object.freeze([]);

/** The object, or an empty one where the value is anything else. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : noObject;
}

/** The list, or an empty one where the value is anything else. */
export function asList(value: unknown): readonly Json[] {
  return isList(value) ? value : noList;
}

/** The string, or null where the value is anything else. */
export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A guid that any address can hold; null where the value is none. */
export function asGuid(value: unknown): string | null {
  return typeof value === 'string' ? boundedWord(value) : null;
}

/** The finite number, or null where the value is anything else. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The strings of a list, other elements left out. */
export function asStrings(value: unknown): readonly string[] {
  return isList(value) ? value.filter((element) => typeof element === 'string') : noStrings;
}

/** The string-valued properties of an object, others and those beyond the bound left out. */
export function asStringRecord(value: unknown): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  const object = asObject(value);
  for (const key of boundedKeys(object)) {
    const element = object[key];
    if (typeof element === 'string') record[key] = element;
  }
  return record;
}
