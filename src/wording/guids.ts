import { shown } from './inLine.ts';

/** The short name of a droplet, a build or a package, as everybody says it: the first eight characters of its GUID. */
export function shortGuid(guid: string): string {
  return shown(guid.slice(0, 8));
}
