import type { Json, JsonObject } from './json.ts';
import { maskSecrets, replaceSecrets, type Secret } from './secrets.ts';
import { sortKeys } from './stableOrder.ts';

/** Which of two objects shown side by side. */
export type Side = 'left' | 'right';

/**
 * Masks the secrets of two objects for a comparison. A secret that is the same in both gets the
 * usual mask. Any other mask says that the secret differs, and on which side it is, so two
 * different secrets never look alike. The masks reveal nothing else.
 */
export function maskPair(left: JsonObject, right: JsonObject): Readonly<Record<Side, JsonObject>> {
  const ofLeft = secretsOf(left);
  const ofRight = secretsOf(right);
  const maskedBeside = (raw: JsonObject, others: ReadonlyMap<string, string>, side: Side) =>
    replaceSecrets(raw, ({ pointer, value, masked }) =>
      others.get(pointer) === comparable(value) ? masked : `${masked} (differs: ${side})`,
    ).json;
  return {
    left: maskedBeside(left, ofRight, 'left'),
    right: maskedBeside(right, ofLeft, 'right'),
  };
}

function secretsOf(raw: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    maskSecrets(raw).secrets.map(({ pointer, value }: Secret) => [pointer, comparable(value)]),
  );
}

/** Converts a value to a text that is equal for equal values, regardless of key order. */
export function comparable(value: Json): string {
  return JSON.stringify(sortKeys(value));
}
