import * as vscode from 'vscode';
import {
  deleteDroplet as sendDeletion,
  guardDeletion,
  type Deletion,
} from '../../changes/deletion.ts';
import { deleting } from '../../wording/changeWords.ts';
import { isCurrentText } from '../../wording/obstacles.ts';
import { outcomeText, type ChangeWords } from '../../wording/outcomes.ts';
import { carryOut } from './carryOut.ts';
import { freshDroplet } from '../../changes/refetch.ts';
import { deleteRequest } from '../../cloudfoundry/change.ts';
import { foundationOf, placeNames, type DropletRow } from '../../explorer/rows.ts';
import { isCurrent } from '../../explorer/runningDroplets.ts';
import { pickChangeable } from './changeable.ts';
import { Declined, announce, withProgress, type Command } from '../shared/command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { showDroplets } from './showCurrent.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';
import { deletionPreview } from '../../wording/previews.ts';

/** Deletes a droplet that isn't current, after confirmation, and waits until it is gone. */
export const deleteDroplet = {
  id: commandIds.deleteDroplet,
  couldNot: vscode.l10n.t('Could not delete the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  if (isCurrent(row)) {
    throw new Declined(isCurrentText(row.droplet, row.parent.app.name, language()));
  }
  const { app } = row.parent;
  const client = await foundationOf(row).connection.client();
  const droplet = await withProgress(vscode.l10n.t('Loading the droplet'), (signal) =>
    freshDroplet(client, row.droplet, signal),
  );
  const request = deleteRequest(droplet, client.discovery);
  await confirmChange(row.parent, {
    ...deletionPreview(droplet, app, placeNames(row.parent), request, language()),
    actions: [{ id: 'delete', title: vscode.l10n.t('Delete'), isChange: true }],
    requests: [request],
  });
  const words = deleting({ app, candidate: droplet }, language());
  try {
    const deletion = await carryOut(services, row.parent, {
      words,
      guard: () => guardDeletion(client, app, droplet),
      send: () => {
        services.log.info(`Deleting droplet ${droplet.guid} of app ${app.guid}`);
        return sendDeletion(client, droplet);
      },
    });
    report(services, row, words, deletion);
  } finally {
    // List them again whatever the outcome: a refusal may mean that the droplet is already gone.
    await showDroplets(services, row.parent);
  }
}

function report(
  { log }: Services,
  { droplet, parent: { app } }: DropletRow,
  words: ChangeWords,
  deletion: Deletion,
): void {
  const { t } = vscode.l10n;
  const name = shortGuid(droplet.guid);
  switch (deletion.kind) {
    case 'done': {
      const said = t('Droplet {0} of {1} was deleted.', name, app.name);
      log.info(said);
      announce(said);
      return;
    }
    case 'underWay':
      announce(
        t(
          'The foundation is still deleting droplet {0} of {1}. Refresh to see whether it is gone.',
          name,
          app.name,
        ),
      );
      return;
    case 'failed':
      throw new Declined(t('{0}: {1}', words.couldNot, deletion.reason));
    case 'notDone':
    case 'unverified':
      throw new Declined(
        outcomeText(words, deletion, () => t('the droplet still exists'), language()),
      );
  }
}
