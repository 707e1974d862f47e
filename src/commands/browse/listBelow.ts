import { isListRow, parentOf, type ListRow } from '../../explorer/rows.ts';
import { isRow } from '../shared/pick.ts';

/** The row itself if it has a list, otherwise the row whose list contains it. */
export function listBelow(argument: unknown): ListRow | undefined {
  if (!isRow(argument)) return undefined;
  return isListRow(argument) ? argument : parentOf(argument);
}
