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
