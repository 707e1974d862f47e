import * as vscode from 'vscode';
import { foundationOf, type Row } from '../explorer/rows.ts';
import { Refusal } from './command.ts';

/** Says no to a change before anything is asked, as the client would. @throws Refusal on a read-only foundation. */
export function refuseIfReadOnly(row: Row): void {
  const { foundation } = foundationOf(row);
  if (!foundation.isReadOnly) return;
  throw new Refusal(
    vscode.l10n.t('{0} is read-only: nothing can be changed there.', foundation.name),
  );
}
