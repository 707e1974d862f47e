import { isListRow, type ListRow } from '../../explorer/rows.ts';
import { isRow } from '../shared/pick.ts';

/** The list that a row has, or else stands in. */
export function listBelow(argument: unknown): ListRow | undefined {
  if (!isRow(argument)) return undefined;
  return isListRow(argument) ? argument : argument.parent;
}
