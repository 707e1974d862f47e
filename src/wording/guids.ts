import { shown } from './inLine.ts';

/**
 * The common short name of a droplet, a build or a package: the first eight characters of its guid.
 */
export function shortGuid(guid: string): string {
  return shown(guid.slice(0, 8));
}
