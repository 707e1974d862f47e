import type { JsonObject } from '../json.ts';
import type { Droplet } from '../resources/droplet.ts';
import { toDroplet2015 } from './droplet2015.ts';
import { toDroplet2016 } from './droplet2016.ts';
import { toModernDroplet } from './dropletModern.ts';

/**
 * Reads a droplet of any generation. The object itself shows which one it is; a foundation's
 * version doesn't, since copies and proxies mix generations.
 */
export function toDroplet(json: JsonObject): Droplet {
  if ('result' in json) return toDroplet2016(json);
  const isOf2015 = 'hash' in json || 'procfile' in json || 'failure_reason' in json;
  return isOf2015 && !('lifecycle' in json) ? toDroplet2015(json) : toModernDroplet(json);
}
