import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { fetchDroplet } from '../../explorer/lookup.ts';
import { rowAt, type Whereabouts } from '../../explorer/revealing.ts';
import type { AppRow, OrganizationRow, SpaceRow } from '../../explorer/rows.ts';
import type { AppSearching, SearchedRow } from '../../foundations/appSearching.ts';
import type { FoundTarget } from '../../search/appSearch.ts';
import type { Target } from '../../search/asking.ts';
import { language } from '../../window/language.ts';
import { goneText } from '../../wording/search.ts';
import { Declined, withProgressToTheEnd, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { chooseApp } from './goToBox.ts';

/** Goes to an app of any foundation by its name, or to what a pasted guid belongs to. */
export const goToApp = {
  id: commandIds.goToApp,
  couldNot: vscode.l10n.t('Could not go to the app'),
  run,
} satisfies Command;

/** @param argument a text to start with */
async function run(services: Services, argument: unknown): Promise<void> {
  const searching = await services.appSearching();
  const { found, next } = await chooseApp(searching, typeof argument === 'string' ? argument : '');
  const row = await reveal(services, searching, found);
  if (row.kind !== 'app') return;
  const { droplet } = found.target.kind === 'app' ? found.target : { droplet: null };
  switch (next) {
    case 'reveal':
      if (droplet !== null) await showDroplet(row, droplet);
      return;
    case 'showCurrent':
      await showCurrent(row);
      return;
    case 'assign':
      await vscode.commands.executeCommand(commandIds.assignDropletToApp, row);
      return;
  }
}

/** Shows the row in the tree, selected and expanded. @throws Declined if it is gone */
async function reveal(
  { explorer, tree }: Services,
  { recent, search }: AppSearching,
  { foundation, target }: FoundTarget<SearchedRow>,
): Promise<AppRow | SpaceRow | OrganizationRow> {
  const row = await rowOf(explorer, foundation, target);
  if (!row) {
    if (target.kind === 'app') {
      search.remove(foundation, target.app);
      await recent.remove({ foundation: foundation.id, app: target.app });
    }
    throw new Declined(goneText(target, foundation.name, language()));
  }
  if (target.kind === 'app') {
    await recent.add({ foundation: foundation.id, user: foundation.user, app: target.app });
  }
  await tree.view.reveal(row, { select: true, focus: true, expand: true });
  return row;
}

async function rowOf(
  explorer: Explorer,
  { row }: SearchedRow,
  target: Target,
): Promise<AppRow | SpaceRow | OrganizationRow | null> {
  const at = whereabouts(target);
  return (
    at && withProgressToTheEnd(vscode.l10n.t('Loading the app'), () => rowAt(explorer, row, at))
  );
}

/** Null for an app in a space that the user can't see. */
function whereabouts(target: Target): Whereabouts | null {
  switch (target.kind) {
    case 'organization':
      return { organization: target.guid, space: null, app: null };
    case 'space': {
      const { organizationGuid, spaceGuid } = target.place;
      return { organization: organizationGuid, space: spaceGuid, app: null };
    }
    case 'app': {
      const { guid, place } = target.app;
      return place && { organization: place.organizationGuid, space: place.spaceGuid, app: guid };
    }
  }
}

async function showCurrent(row: AppRow): Promise<void> {
  await row.droplets.ensureLoaded();
  if (row.current.kind !== 'assigned') {
    throw new Declined(vscode.l10n.t('{0} has no current droplet.', row.app.name));
  }
  await showDroplet(row, row.current.guid);
}

async function showDroplet(row: AppRow, guid: string): Promise<void> {
  await row.droplets.ensureLoaded();
  await vscode.commands.executeCommand(commandIds.showDroplet, await fetchDroplet(row, guid));
}
