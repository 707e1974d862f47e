import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import { rowAt } from '../../explorer/revealing.ts';
import { foundationOf, type AppRow, type DropletRow } from '../../explorer/rows.ts';
import { Declined, withProgressToTheEnd, type Command } from '../shared/command.ts';
import { givenRow, pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';

/** Goes from results to the same app or droplet in its organization and space. */
export const revealInFoundation = {
  id: commandIds.revealInFoundation,
  couldNot: vscode.l10n.t('Could not reveal the row'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const given = givenRow(services, argument);
  const row = given?.kind === 'droplet' ? given : await pickApp(services, argument);
  const shown = await withProgressToTheEnd(vscode.l10n.t('Loading the app'), () =>
    inFoundation(services, row),
  );
  if (!shown) throw new Declined(vscode.l10n.t('This app is gone, or you can’t see it anymore.'));
  await services.tree.view.reveal(shown, { select: true, focus: true, expand: true });
}

async function inFoundation(
  { explorer }: Services,
  row: AppRow | DropletRow,
): Promise<AppRow | DropletRow | null> {
  const { app, parent: space } = row.kind === 'app' ? row : row.parent;
  const found = await rowAt(explorer, foundationOf(space), {
    organization: space.parent.organization.guid,
    space: space.space.guid,
    app: app.guid,
  });
  if (found?.kind !== 'app' || row.kind === 'app') return found?.kind === 'app' ? found : null;
  await explorer.children(found);
  // An app can have more droplets than are loaded: then its row has to do.
  return found.droplets.get(row.droplet.guid) ?? found;
}
