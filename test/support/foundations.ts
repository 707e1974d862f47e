import type { Foundation } from '../../src/explorer/rows.ts';

/** A foundation that somebody has signed in to; a test names only what it is about. */
export function aFoundation(fields: Partial<Foundation> = {}): Foundation {
  const api = fields.api ?? 'https://api.example.org';
  return {
    id: api,
    name: new URL(api).host,
    api,
    user: 'dev',
    source: 'added',
    isReadOnly: false,
    caFile: null,
    skipsValidation: false,
    trustedLinkOrigins: [],
    trustedBlobOrigins: [],
    ...fields,
  };
}
