// Data from a foundation has an unknown shape. These readers take a value of the type that we
// expect, and treat anything else as absent, so the code above them never sees an unchecked value.

import { boundedKeys, boundedWord } from './bounds.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Parses JSON; null if invalid, which the readers below treat as absent. */
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

// Shared: most absent objects are absent in each of 5,000 resources.
const noObject: JsonObject = Object.freeze({});
const noList: readonly Json[] = Object.freeze([]);
const noStrings: readonly string[] = Object.freeze([]);

/** Returns the object, or an empty one if the value is anything else. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : noObject;
}

/** Returns the list, or an empty one if the value is anything else. */
export function asList(value: unknown): readonly Json[] {
  return isList(value) ? value : noList;
}

/** Returns the string, or null if the value is anything else. */
export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Returns a guid that can be part of an address; null if the value isn't one. */
export function asGuid(value: unknown): string | null {
  return typeof value === 'string' ? boundedWord(value) : null;
}

/** Returns the finite number, or null if the value is anything else. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Returns the strings in a list, without other elements. */
export function asStrings(value: unknown): readonly string[] {
  return isList(value) ? value.filter((element) => typeof element === 'string') : noStrings;
}

/** Returns an object's string properties, without others and those beyond the limit. */
export function asStringRecord(value: unknown): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  const object = asObject(value);
  for (const key of boundedKeys(object)) {
    const element = object[key];
    if (typeof element === 'string') record[key] = element;
  }
  return record;
}
