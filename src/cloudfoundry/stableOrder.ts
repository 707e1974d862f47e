import { isObject, type Json, type JsonObject } from './json.ts';

/** Below this depth, keys keep the order in which they were sent. */
const maxDepth = 64;

/** Fields that differ for every droplet, whatever its content. */
const ownOfEach = ['created_at', 'updated_at', 'guid', 'relationships', 'links', '_links'];

/**
 * Copies the value with its keys sorted, since generations send them in different orders;
 * lists keep theirs.
 */
export function sortKeys(value: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return value;
  if (!isObject(value)) return value.map((element) => sortKeys(element, depth + 1));
  return copyInOrder(value, Object.keys(value).sort(), depth);
}

/**
 * Like `sortKeys`, with the fields that differ for every droplet at the end, out of the
 * way of the rest.
 */
export function inStableOrder(droplet: JsonObject): JsonObject {
  const [own, rest] = [ownOfEach, Object.keys(droplet).filter((key) => !ownOfEach.includes(key))];
  const last = own.filter((key) => Object.hasOwn(droplet, key));
  return copyInOrder(droplet, [...rest.sort(), ...last], 0);
}

function copyInOrder(value: JsonObject, keys: readonly string[], depth: number): JsonObject {
  // Without a prototype, `__proto__` is a key like any other.
  const copied = Object.create(null) as Record<string, Json>;
  for (const key of keys) copied[key] = sortKeys(value[key] ?? null, depth + 1);
  return copied;
}
