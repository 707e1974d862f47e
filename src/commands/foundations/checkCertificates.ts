import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { foundationOf, type FoundationRow } from '../../explorer/rows.ts';
import { Declined, type Command } from '../shared/command.ts';
import { isRow, pickOne } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { askAgain } from './certificates.ts';

/** Turns a foundation's certificate checks back on. */
export const checkCertificates = {
  id: commandIds.checkCertificates,
  couldNot: vscode.l10n.t('Could not turn on certificate checks'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const { foundations, log } = services;
  const given = isRow(argument) ? foundationOf(argument) : null;
  // The title menu receives the focused row, whatever it is: use it only if it is an
  // unchecked foundation.
  const row = given?.foundation.skipsValidation ? given : await pickUnchecked(services);
  const { foundation } = row;
  await foundations.roster.setTrust(foundation.api, { skipsValidation: false });
  log.info(`Certificates of ${foundation.api} are checked again`);
  await askAgain(services, foundation.api);
}

async function pickUnchecked({ explorer }: Services): Promise<FoundationRow> {
  const rows = explorer.foundations.filter(({ foundation }) => foundation.skipsValidation);
  if (rows.length === 0) {
    throw new Declined(vscode.l10n.t('Certificate checks are already on for all foundations.'));
  }
  return pickOne({ rows, placeHolder: vscode.l10n.t('Select a foundation') });
}
