import * as vscode from 'vscode';
import { Refusal } from '../shared/command.ts';
import { ask } from '../shared/ask.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Calls a foundation something else in this tree. */
export async function renameFoundation(services: Services, argument: unknown): Promise<void> {
  const row = await pickFoundation(services, argument);
  const { name, api } = row.foundation;
  const answer = await ask({
    title: vscode.l10n.t('Rename {0}', name),
    prompt: vscode.l10n.t('Name of {0} in the tree. Leave it empty for the usual one.', api),
    value: name,
  });
  const chosen = answer.trim();
  if (chosen !== name) await services.foundations.roster.rename(row, chosen || null);
}

/** Moves a foundation up by one place. */
export async function moveFoundationUp(services: Services, argument: unknown): Promise<void> {
  await move(services, argument, -1);
}

/** Moves a foundation down by one place. */
export async function moveFoundationDown(services: Services, argument: unknown): Promise<void> {
  await move(services, argument, 1);
}

async function move(services: Services, argument: unknown, by: -1 | 1): Promise<void> {
  const row = await pickFoundation(services, argument);
  const rows = services.explorer.foundations;
  if (rows.length === 1) throw new Refusal(vscode.l10n.t('There is only one foundation.'));
  const at = rows.indexOf(row);
  const place = at + by;
  const isInTree = at >= 0 && place >= 0 && place < rows.length;
  if (isInTree) await services.foundations.roster.move(row, place);
}
