import type { Json, JsonObject } from './json.ts';
import { maskSecrets, replaceSecrets, type Secret } from './secrets.ts';
import { sortKeys } from './stableOrder.ts';

/** Which of two objects, as they stand beside each other. */
export type Side = 'left' | 'right';

/**
 * Masks the secrets of two objects for a comparison. A secret that both have at the same place has the mask of always;
 * any other one says that it differs, and on which side it stands, so that no two that differ are ever masked alike.
 * That is all that the masks tell.
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

/** A text that is equal for equal values: the order of keys means nothing. */
export function comparable(value: Json): string {
  return JSON.stringify(sortKeys(value));
}
