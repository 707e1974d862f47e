import type { Entity } from '../model.ts';
import type { State } from '../state.ts';
import type { Filter } from './filter.ts';

/** How a kind of resource can be listed. */
export interface Collection<T extends Entity> {
  /** The parameters of its own, in the order in which the API names them. */
  readonly parameters: readonly string[];
  /** All filters of 2015 and 2016. */
  readonly early: readonly string[];
  /** All filters on Korifi, those it ignores included. */
  readonly korifi: readonly string[];
  /** Parameters that later versions brought, and that later ones dropped. */
  readonly since?: Readonly<Record<string, number>>;
  readonly until?: Readonly<Record<string, number>>;
  /** The version that brought `label_selector`, or null where labels do not exist. */
  readonly labelsSince: number | null;
  /** Fields to order by, beside the times. */
  readonly order: Readonly<Record<string, (item: T) => string>>;
  /** The version that brought each of these fields, where that was later than the list itself. */
  readonly orderSince?: Readonly<Record<string, number>>;
  /** The version that brought `order_by`, where that was later than the list itself. */
  readonly orderBySince?: number;
  /** The version that brought `guids`, where that was later than the list itself. */
  readonly guidsSince?: number;
  /** Whether it is ordered by its own fields alone. */
  readonly hasNoTimes?: boolean;
  readonly filters: Readonly<Record<string, Filter<T>>>;
  /** What may be included, by the version that brought it. */
  readonly includes?: Readonly<Record<string, number>>;
}

const paging = ['page', 'per_page'];

/** The parameters that a list takes on this foundation, in the order in which errors name them. */
export function validParameters<T extends Entity>(
  collection: Collection<T>,
  { generation, isKorifi, version }: State,
): readonly string[] {
  if (generation !== 'modern') return [...collection.early, ...paging, 'order_by'];
  if (isKorifi) return [...collection.korifi, 'page', 'per_page'];
  const times = version.since(88) ? ['created_ats', 'updated_ats'] : [];
  const own = collection.parameters.filter((name) => {
    const last = collection.until?.[name];
    const isOver = last !== undefined && version.since(last + 1);
    return version.since(collection.since?.[name] ?? 0) && !isOver;
  });
  const hasLabels = collection.labelsSince !== null && version.since(collection.labelsSince);
  return [
    ...paging,
    ...(version.since(collection.orderBySince ?? 0) ? ['order_by'] : []),
    ...times,
    ...(version.since(collection.guidsSince ?? 0) ? ['guids'] : []),
    ...own,
    ...(hasLabels ? ['label_selector'] : []),
  ];
}
