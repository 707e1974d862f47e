import * as vscode from 'vscode';
import { foundationOf, type Row } from '../../explorer/rows.ts';
import { Declined } from '../shared/command.ts';
import { givenRow, pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Says no to a change before anything is asked, as the client would. @throws Declined on a read-only foundation. */
export function refuseIfReadOnly(row: Row): void {
  const { foundation } = foundationOf(row);
  if (!foundation.isReadOnly) return;
  throw new Declined(
    vscode.l10n.t('{0} is read-only. You can’t change anything there.', foundation.name),
  );
}

/**
 * Where a change begins: the given row, else a foundation that the user picks; what is missing is picked below it.
 * @throws Declined on a read-only foundation, before the user has picked anything there.
 */
export async function pickChangeable(services: Services, argument: unknown): Promise<Row> {
  const row = givenRow(services, argument) ?? (await pickFoundation(services, argument));
  refuseIfReadOnly(row);
  return row;
}
