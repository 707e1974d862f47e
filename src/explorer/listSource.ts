import type { Page } from '../cloudfoundry/page.ts';

/** How a list gets its pages and turns their resources into rows. */
export interface ListSource<T extends { readonly guid: string }, Row> {
  /** Requests the first page, with this many resources. */
  readonly firstPage: (pageSize: number, signal: AbortSignal) => Promise<Page<T>>;
  /** Fetches what the rows of these resources need besides them. @returns those that can be shown */
  readonly prepare?: (resources: readonly T[], signal: AbortSignal) => Promise<readonly T[]>;
  /** Creates the row of a resource, once. */
  readonly toRow: (resource: T) => Row;
  /** Updates a kept row with the resource's newer state. */
  readonly update: (row: Row, resource: T) => void;
  /** Whether a resource belongs in the list, if the API can't filter it; null keeps all. */
  readonly matches: ((resource: T) => boolean) | null;
  /** How many rows a page should add, and the most that the API returns at once. */
  readonly pageSize: number;
}

/**
 * Why a list isn't up to date or complete: it keeps its rows, which are old if a refresh failed.
 */
export interface ListProblem {
  readonly during: 'page' | 'refresh';
  readonly error: unknown;
}
