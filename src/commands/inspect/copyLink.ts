import * as vscode from 'vscode';
import { commandIds, extensionId } from '../../contributions.ts';
import { foundationOf } from '../../explorer/rows.ts';
import { writeAppLink } from '../../search/appLink.ts';
import { tellShortly } from '../../window/progress.ts';
import type { Command } from '../shared/command.ts';
import { givenRow, pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Copies a link that shows an app or a droplet in a colleague's VS Code. */
export const copyLink = {
  id: commandIds.copyLink,
  couldNot: vscode.l10n.t('Could not copy the link'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const given = givenRow(services, argument);
  const app = given?.kind === 'droplet' ? given.parent : await pickApp(services, argument);
  const link = writeAppLink(`${vscode.env.uriScheme}://${extensionId}`, {
    api: new URL(foundationOf(app).foundation.api),
    app: app.app.guid,
    droplet: given?.kind === 'droplet' ? given.droplet.guid : null,
  });
  await vscode.env.clipboard.writeText(link);
  tellShortly(vscode.l10n.t('Link copied'));
}
