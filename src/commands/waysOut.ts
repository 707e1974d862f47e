import * as vscode from 'vscode';
import type { WayOut as WayOutKind } from '../changes/refusals.ts';
import { commandIds } from '../contributions.ts';
import type { AppRow } from '../explorer/rows.ts';
import { toWayOut, type WayOut } from './command.ts';
import type { Services } from './services.ts';
import type { AppSubject } from './subject.ts';
import { findApp } from '../explorer/lookup.ts';

/** What helps, as buttons of a message. */
export function toWaysOut(
  kinds: readonly WayOutKind[],
  services: Services,
  subject: AppSubject,
): readonly WayOut[] {
  return kinds.flatMap((kind) => wayOut(kind, services, subject) ?? []);
}

/** Null where it needs the app's row, and that has left the tree. */
function wayOut(
  kind: WayOutKind,
  services: Services,
  { app, foundation }: AppSubject,
): WayOut | null {
  const { t } = vscode.l10n;
  const row = findApp(foundation, app.guid);
  switch (kind) {
    case 'signIn':
      return toWayOut(t('Sign In to Foundation…'), commandIds.signIn, foundation);
    case 'refresh':
      return toWayOut(t('Refresh'), commandIds.refreshBelow, row?.parent ?? foundation);
    case 'showDeployment':
      return row ? { title: t('Show Deployment'), run: () => showDeployment(services, row) } : null;
    case 'cancelDeployment':
      return row ? toWayOut(t('Cancel Deployment…'), commandIds.cancelDeployment, row) : null;
    case 'pickAnother':
    case 'stopFirst':
    case 'restartInstead':
      // The preview of an assignment offers to stop first, and to restart.
      return row ? toWayOut(t('Assign Droplet…'), commandIds.assignDropletToApp, row) : null;
  }
}

/** A deployment shows at its app's row, once that is asked for. */
export async function showDeployment({ explorer, tree }: Services, row: AppRow): Promise<void> {
  await tree.view.reveal(row, { select: true, focus: true, expand: true });
  await explorer.refresh(row);
}
