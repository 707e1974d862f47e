import { randomUUID } from 'node:crypto';
import { mark } from '../run/tokens.mjs';

/** A token as a login server gives it out. Where it is found that it should not be, the run fails. */
export function aToken(kind: 'access' | 'refresh'): string {
  return `${mark}-${kind}-${randomUUID()}`;
}
