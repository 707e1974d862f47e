import type { JsonObject } from '../../cloudfoundry/json.ts';
import { badBody } from './apiError.ts';

/** The property of something that may be an object, else undefined. */
export function property(value: unknown, ...path: readonly string[]): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found;
}

/** The string at that place, else undefined. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = property(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** Reads a request's body. @throws ApiError 400 where it is no JSON object */
export function parseBody(text: string): unknown {
  if (text === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badBody();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw badBody();
  return parsed;
}

/** The value as a JSON object; whatever else it is counts as an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** What `JSON.parse` gives holds JSON only, so an object of it is an object of JSON. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
