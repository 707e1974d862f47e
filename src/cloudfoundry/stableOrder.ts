import { isObject, type Json, type JsonObject } from './json.ts';

/** Deeper than this the order stays as it was sent. */
const maxDepth = 64;

/** What differs on every droplet, whatever it is made of. */
const ownOfEach = ['created_at', 'updated_at', 'guid', 'relationships', 'links', '_links'];

/** A copy whose keys are in order, whatever order a generation sends them in; lists stay as they are. */
export function sortKeys(value: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return value;
  if (!isObject(value)) return value.map((element) => sortKeys(element, depth + 1));
  return copyInOrder(value, Object.keys(value).sort(), depth);
}

/** As `sortKeys`, with what differs on every droplet at the end, where it is not in the way of the rest. */
export function inStableOrder(droplet: JsonObject): JsonObject {
  const [own, rest] = [ownOfEach, Object.keys(droplet).filter((key) => !ownOfEach.includes(key))];
  const last = own.filter((key) => Object.hasOwn(droplet, key));
  return copyInOrder(droplet, [...rest.sort(), ...last], 0);
}

function copyInOrder(value: JsonObject, keys: readonly string[], depth: number): JsonObject {
  // Without a prototype a key `__proto__` is a key like any other.
  const copied = Object.create(null) as Record<string, Json>;
  for (const key of keys) copied[key] = sortKeys(value[key] ?? null, depth + 1);
  return copied;
}
