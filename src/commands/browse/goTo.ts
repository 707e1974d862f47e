import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import { fetchDroplet } from '../../explorer/lookup.ts';
import { rowAt, type Whereabouts } from '../../explorer/revealing.ts';
import type { AppRow, OrganizationRow, SpaceRow } from '../../explorer/rows.ts';
import type { SearchedRow } from '../../foundations/appSearching.ts';
import type { FoundTarget } from '../../search/appSearch.ts';
import type { Target } from '../../search/asking.ts';
import { language } from '../../window/language.ts';
import { goneText } from '../../wording/search.ts';
import { Declined, withProgressToTheEnd } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/**
 * Shows what was found in the tree, selected and expanded; a droplet also in its panel.
 * @returns its row
 * @throws Declined if it is gone
 */
export async function goTo(
  { appSearching, explorer, tree }: Services,
  { foundation, target }: FoundTarget<SearchedRow>,
): Promise<AppRow | SpaceRow | OrganizationRow> {
  const { recent, search } = await appSearching();
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
  if (row.kind === 'app' && target.kind === 'app' && target.droplet !== null) {
    await showDroplet(row, target.droplet);
  }
  return row;
}

/** Opens the panel of a droplet of this app. */
export async function showDroplet(row: AppRow, guid: string): Promise<void> {
  await row.droplets.ensureLoaded();
  await vscode.commands.executeCommand(commandIds.showDroplet, await fetchDroplet(row, guid));
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
