import assert from 'node:assert/strict';
import type { Filter, FilterKind } from '../../../../src/explorer/filter.ts';
import { parseFilter } from '../../../../src/explorer/filterQuery.ts';

/** A filter as the user types it. */
export function aFilter(kind: FilterKind, text: string): Filter {
  const parsed = parseFilter(kind, text);
  if (parsed.kind === 'invalid') assert.fail(JSON.stringify(parsed.problem));
  return parsed.filter;
}
