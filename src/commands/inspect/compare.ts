import * as vscode from 'vscode';
import type { App } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { loadCurrent } from '../../explorer/currentParts.ts';
import { foundationOf, isCurrent, type DropletRow } from '../../explorer/rows.ts';
import { Refusal, withProgress } from '../shared/command.ts';
import { pickDroplet, pickOtherDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { shortGuid } from '../../wording/guids.ts';

/** Opens a diff from the app's current droplet to this one: what would change if it were assigned. */
export async function compareWithCurrent(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const current = await currentDropletOf(row);
  await showDifference(
    services,
    foundationOf(row).id,
    row.parent.app,
    { droplet: current, isCurrent: true },
    { droplet: row.droplet, isCurrent: false },
  );
}

/** Opens a diff from another droplet of the app, that the user picks, to this one. */
export async function compareWith(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const other = await pickOtherDroplet(services.explorer, row);
  await showDifference(services, foundationOf(row).id, row.parent.app, sideOf(other), sideOf(row));
}

function sideOf(row: DropletRow): Side {
  return { droplet: row.droplet, isCurrent: isCurrent(row) };
}

/** A droplet of a comparison. */
export interface Side {
  readonly droplet: Droplet;
  readonly isCurrent: boolean;
}

/** Opens a diff between two droplets of an app. */
export async function showDifference(
  { dropletViews }: Services,
  foundationId: string,
  app: App,
  left: Side,
  right: Side,
): Promise<void> {
  const name = (side: Side): string => {
    const guid = shortGuid(side.droplet.guid);
    return side.isCurrent ? vscode.l10n.t('{0} (current)', guid) : guid;
  };
  const title = `${app.name}: ${name(left)} ↔ ${name(right)}`;
  const views = await dropletViews();
  await views.openComparison(foundationId, left.droplet, right.droplet, title);
}

/** Asked afresh: the tree may not know, or no longer. @throws Refusal where there is nothing to compare with. */
async function currentDropletOf({ droplet, parent }: DropletRow): Promise<Droplet> {
  const { app } = parent;
  const client = await foundationOf(parent).connection.client();
  const { current, currentDroplet } = await withProgress(
    vscode.l10n.t('Asking for the current droplet of {0}', app.name),
    async (signal) => {
      const found = await loadCurrent(client, app, droplet, signal);
      // What was canceled has failed, too.
      signal.throwIfAborted();
      return found;
    },
  );
  if (currentDroplet.kind === 'known') return currentDroplet.value;
  if (current.kind === 'missing') throw new Error(current.message);
  const { value } = current;
  if (value.kind === 'none') {
    throw new Refusal(vscode.l10n.t('{0} has no current droplet.', app.name));
  }
  if (value.kind === 'assigned' && value.guid === droplet.guid) {
    throw new Refusal(
      vscode.l10n.t('Droplet {0} is the current one itself.', shortGuid(droplet.guid)),
    );
  }
  if (currentDroplet.message !== '') throw new Error(currentDroplet.message);
  throw new Refusal(vscode.l10n.t('The API does not tell the current droplet of {0}.', app.name));
}
