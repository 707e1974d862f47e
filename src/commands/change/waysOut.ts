import * as vscode from 'vscode';
import type { Remedy } from '../../changes/refusals.ts';
import { commandIds } from '../../contributions.ts';
import { foundationOf, type AppRow } from '../../explorer/rows.ts';
import { Declined, toWayOut, type WayOut } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';

/** The remedies, as buttons of a message. */
export function toWaysOut(
  kinds: readonly Remedy[],
  services: Services,
  row: AppRow,
): readonly WayOut[] {
  return kinds.map((kind) => wayOut(kind, services, row));
}

function wayOut(kind: Remedy, services: Services, row: AppRow): WayOut {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'signIn':
      return toWayOut(t('Sign In to Foundation…'), commandIds.signIn, foundationOf(row));
    case 'refresh':
      return toWayOut(t('Refresh'), commandIds.refreshBelow, row.parent);
    case 'showDeployment':
      return { title: t('Show Deployment'), run: () => showDeployment(services, row) };
    case 'cancelDeployment':
      return toWayOut(t('Cancel Deployment…'), commandIds.cancelDeployment, row);
    case 'pickAnother':
    case 'stopFirst':
    case 'restartInstead':
      // The preview of an assignment offers to stop first, and to restart.
      return toWayOut(t('Assign Droplet…'), commandIds.assignDropletToApp, row);
  }
}

/** The app's row shows the deployment, after a refresh. */
export async function showDeployment({ explorer, tree }: Services, row: AppRow): Promise<void> {
  const shown = explorer.inTree(row);
  if (!shown) throw new Declined(vscode.l10n.t('{0} is no longer in the tree.', row.app.name));
  await tree.view.reveal(shown, { select: true, focus: true, expand: true });
  await explorer.refresh(shown);
}
