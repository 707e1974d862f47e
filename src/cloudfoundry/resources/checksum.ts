import { asObject, asString, type Json } from '../json.ts';

export interface Checksum {
  /** `sha1`, `sha256`, as sent. */
  readonly type: string;
  readonly value: string;
}

/** Reads a checksum; null where it has no value. @param usualType that of checksums that name none */
export function toChecksum(value: Json | undefined, usualType: string): Checksum | null {
  const json = asObject(value);
  const digest = asString(json['value']);
  return digest === null ? null : { type: asString(json['type']) ?? usualType, value: digest };
}
