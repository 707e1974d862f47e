import * as vscode from 'vscode';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { foundationOf, type DropletRow } from '../../explorer/rows.ts';
import { Declined, withProgress, type Command } from '../shared/command.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';
import { showDifference } from './compare.ts';

/** Opens a diff from the app's current droplet to this one: what would change if it were assigned. */
export const compareWithCurrent = {
  id: commandIds.compareWithCurrent,
  couldNot: vscode.l10n.t('Could not compare the droplet with the current one'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
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

/**
 * Fetched again: the tree may not know it, or may be outdated.
 * @throws Declined if there is nothing to compare with
 */
async function currentDropletOf({ droplet, parent }: DropletRow): Promise<Droplet> {
  const { app } = parent;
  const client = await foundationOf(parent).connection.client();
  const { current, error, whole } = await withProgress(
    vscode.l10n.t('Loading the current droplet of {0}', app.name),
    (signal) => client.current(app, droplet.guid, signal),
  );
  if (whole) return whole;
  if (error !== null) throw error;
  if (current.kind === 'none') {
    throw new Declined(vscode.l10n.t('{0} has no current droplet.', app.name));
  }
  if (current.kind === 'assigned' && current.guid === droplet.guid) {
    throw new Declined(
      vscode.l10n.t('Droplet {0} is the current droplet.', shortGuid(droplet.guid)),
    );
  }
  throw new Declined(
    vscode.l10n.t('The API doesn’t say which droplet of {0} is current.', app.name),
  );
}
