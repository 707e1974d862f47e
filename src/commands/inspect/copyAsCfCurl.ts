import * as vscode from 'vscode';
import { assignability } from '../../changes/assignability.ts';
import { toCfCurl } from '../../cloudfoundry/cfCurl.ts';
import { unassignableText } from '../../wording/assignments.ts';
import { Refusal } from '../shared/command.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { foundationOf } from '../../explorer/rows.ts';
import { tellShortly } from '../../window/progress.ts';
import { language } from '../../window/language.ts';

/** Copies the command line that assigns a droplet as its app's current one. Sends nothing. */
export async function copyAsCfCurl(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const { droplet, parent } = row;
  const { scope } = await foundationOf(row).connection.client();
  const judged = assignability(droplet, parent.app, { kind: 'unknown' }, scope);
  if (judged.kind !== 'assignable') {
    throw new Refusal(unassignableText(droplet, judged, language()));
  }
  await vscode.env.clipboard.writeText(toCfCurl(judged.request));
  tellShortly(vscode.l10n.t('Copied as cf curl'));
}
