import * as vscode from 'vscode';
import { assignability } from '../../changes/assignability.ts';
import { toCfCurl } from '../../cloudfoundry/cfCurl.ts';
import { unassignableText } from '../../wording/assignments.ts';
import { Declined, type Command } from '../shared/command.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { foundationOf } from '../../explorer/rows.ts';
import { tellShortly } from '../../window/progress.ts';
import { language } from '../../window/language.ts';
import { commandIds } from '../../contributions.ts';

/** Copies the command line that assigns a droplet to its app. Sends nothing. */
export const copyAsCfCurl = {
  id: commandIds.copyAsCfCurl,
  couldNot: vscode.l10n.t('Could not copy as cf curl'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const { droplet, parent } = row;
  const { scope } = await foundationOf(row).connection.client();
  const judged = assignability(droplet, parent.app, { kind: 'unknown' }, scope);
  if (judged.kind !== 'assignable') {
    throw new Declined(unassignableText(droplet, judged, language()));
  }
  await vscode.env.clipboard.writeText(toCfCurl(judged.request));
  tellShortly(vscode.l10n.t('Copied as cf curl'));
}
