import * as vscode from 'vscode';
import { foundationOf, listOf } from '../../explorer/rows.ts';
import { resolveCertificate } from '../foundations/certificates.ts';
import { inView, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { commandIds } from '../../contributions.ts';
import { listBelow } from './listBelow.ts';

/** Retries what failed. */
export const retry = {
  id: commandIds.retry,
  couldNot: vscode.l10n.t('Could not retry'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = listBelow(argument);
  if (!row) return;
  const api = new URL(foundationOf(row).foundation.api);
  const again = () => inView(() => services.explorer.retry(row));
  await again();
  if (await resolveCertificate(services, api, listOf(row).problem?.error)) await again();
}
