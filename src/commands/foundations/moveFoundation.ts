import * as vscode from 'vscode';
import { Declined } from '../shared/command.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Moves a foundation up (-1) or down (1) by one place. */
export async function move(services: Services, argument: unknown, by: -1 | 1): Promise<void> {
  const row = await pickFoundation(services, argument);
  const rows = services.explorer.foundations;
  if (rows.length === 1) throw new Declined(vscode.l10n.t('There is only one foundation.'));
  const at = rows.indexOf(row);
  const place = at + by;
  const isInTree = at >= 0 && place >= 0 && place < rows.length;
  if (isInTree) await services.foundations.roster.move(row, place);
}
