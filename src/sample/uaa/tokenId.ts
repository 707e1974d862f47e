import { randomUUID } from 'node:crypto';

/** How the id of every token begins: whoever comes across one, in a log or elsewhere, knows by it that it is a sample's. */
const mark = 'cf5a3b1e';

/** A fresh id, with the looks of a UUID. */
export function tokenId(): string {
  return `${mark}${randomUUID().slice(mark.length)}`;
}
