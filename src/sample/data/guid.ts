import { createHash } from 'node:crypto';

/** A guid that is always the same for the same name, so that demos and tests see the same foundation every time. */
export function guidOf(...name: readonly (string | number)[]): string {
  const hex = digest('sha1', name.join('/'));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A checksum that is always the same for the same name. */
export function checksumOf(...name: readonly (string | number)[]): string {
  return digest('sha256', name.join('/'));
}

/** A whole number below `limit` that is always the same for the same name. */
export function numberOf(limit: number, ...name: readonly (string | number)[]): number {
  return parseInt(digest('sha1', `number/${name.join('/')}`).slice(0, 8), 16) % limit;
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
