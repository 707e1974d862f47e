import { asObject, asString, type Json } from '../json.ts';

export interface Checksum {
  /** `sha1`, `sha256`, as sent. */
  readonly type: string;
  readonly value: string;
}

/**
 * Reads a checksum; null if it has no value.
 * @param usualType of checksums that don't name their type
 */
export function toChecksum(value: Json | undefined, usualType: string): Checksum | null {
  const json = asObject(value);
  const digest = asString(json['value']);
  return digest === null ? null : { type: asString(json['type']) ?? usualType, value: digest };
}
