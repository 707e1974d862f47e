import * as vscode from 'vscode';
import type { Row } from '../../explorer/rows.ts';
import { Refusal } from '../shared/command.ts';
import { givenRow, pickApp, pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { tellShortly } from '../../window/progress.ts';

/** Opens a droplet's panel. */
export async function showDroplet(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  await (await services.dropletViews()).showPanel(row);
}

/** Opens a droplet as a read-only JSON document, secrets masked. */
export async function openDropletJson(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  await (await services.dropletViews()).openJson(row);
}

/** Opens the time line of an app: the row's own, or the one that its droplet belongs to. */
export async function showAppHistory(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, argument);
  await (await services.dropletViews()).showHistory(row);
}

/** Copies the guid of what the row shows; of a droplet that the user picks, where there is no row. */
export async function copyGuid(services: Services, argument: unknown): Promise<void> {
  const row = givenRow(services, argument) ?? (await pickDroplet(services, argument));
  const guid = guidOf(row);
  if (guid === null) throw new Refusal(vscode.l10n.t('This row has no GUID.'));
  await vscode.env.clipboard.writeText(guid);
  tellShortly(vscode.l10n.t('Copied {0}', guid));
}

function guidOf(row: Row): string | null {
  switch (row.kind) {
    case 'organization':
      return row.organization.guid;
    case 'space':
      return row.space.guid;
    case 'app':
      return row.app.guid;
    case 'droplet':
      return row.droplet.guid;
    case 'foundation':
    case 'loadMore':
    case 'problem':
    case 'empty':
    case 'incomplete':
      return null;
  }
}
