import * as vscode from 'vscode';
import { explainFailure } from '../foundations/certificates.ts';
import { inView, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';

/** Requests everything that is shown again. */
export const refresh = {
  id: commandIds.refresh,
  couldNot: vscode.l10n.t('Could not refresh'),
  run,
} satisfies Command;

async function run(services: Services): Promise<void> {
  const { explorer } = services;
  await inView(() => explorer.refresh());
  const [only, ...others] = explorer.foundations;
  if (only && others.length === 0) await explainFailure(services, only);
}
