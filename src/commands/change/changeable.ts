import * as vscode from 'vscode';
import { foundationOf, type Row } from '../../explorer/rows.ts';
import { Declined } from '../shared/command.ts';
import { givenRow, pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/**
 * Refuses a change before asking anything, like the client would.
 * @throws Declined on a read-only foundation.
 */
export function refuseIfReadOnly(row: Row): void {
  const { foundation } = foundationOf(row);
  if (!foundation.isReadOnly) return;
  throw new Declined(
    vscode.l10n.t('{0} is read-only. You can’t change anything there.', foundation.name),
  );
}

/**
 * The row where a change starts: the given one, or a foundation that the user picks; the rest is
 * picked under it.
 * @throws Declined on a read-only foundation, before the user has picked anything there.
 */
export async function pickChangeable(services: Services, argument: unknown): Promise<Row> {
  const row = givenRow(services, argument) ?? (await pickFoundation(services, argument));
  refuseIfReadOnly(row);
  return row;
}
