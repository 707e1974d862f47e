import * as vscode from 'vscode';
import { deleteDroplet as sendDeletion, type Deletion } from '../changes/deletion.ts';
import { freshDroplet } from '../changes/refetch.ts';
import { deleteRequest } from '../cloudfoundry/change.ts';
import { reasonOf } from '../explorer/reason.ts';
import { isCurrent, type DropletRow } from '../explorer/rows.ts';
import { deletionPreview } from '../wording/previews.ts';
import { pickChangeable } from './changeable.ts';
import { Refusal, announce, withProgress, withProgressToTheEnd } from './command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickDroplet } from './pick.ts';
import type { Services } from './services.ts';
import { showDroplets } from './showCurrent.ts';
import { dropletSubject, placeNames } from './subject.ts';
import { sending } from './waysOut.ts';
import { language } from '../window/language.ts';
import { shortGuid } from '../wording/guids.ts';

/** Deletes a droplet that is not the current one, once the user has confirmed it, and follows it until it is gone. */
export async function deleteDroplet(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  if (isCurrent(row)) throw new Refusal(isCurrentText(row));
  const subject = dropletSubject(row);
  const { app, foundation } = subject;
  const client = await foundation.connection.client();
  const droplet = await withProgress(vscode.l10n.t('Looking at the droplet'), (signal) =>
    freshDroplet(client, row.droplet, signal),
  );
  const request = deleteRequest(droplet, client.discovery);
  await confirmChange({
    ...deletionPreview(droplet, app, placeNames(subject), request, language()),
    actions: [{ id: 'delete', title: vscode.l10n.t('Delete'), isChange: true }],
    requests: [request],
    app: app.name,
    place: placeNames(subject),
  });
  services.log.info(`Deleting droplet ${droplet.guid} of app ${app.guid}`);
  const name = shortGuid(droplet.guid);
  const title = vscode.l10n.t('Deleting droplet {0} of {1}', name, app.name);
  const couldNot = vscode.l10n.t('Could not delete droplet {0} of {1}', name, app.name);
  try {
    const deletion = await sending(services, subject, couldNot, () =>
      withProgressToTheEnd(title, () => sendDeletion(client, app, droplet)),
    );
    report(services, row, deletion);
  } finally {
    // Whatever came of it, the list is asked: a refusal may say that the droplet is gone already.
    await showDroplets(services, subject);
  }
}

function report({ log }: Services, row: DropletRow, deletion: Deletion): void {
  const droplet = shortGuid(row.droplet.guid);
  const { name } = row.parent.app;
  switch (deletion.kind) {
    case 'deleted': {
      const said = vscode.l10n.t('Droplet {0} of {1} is deleted.', droplet, name);
      log.info(said);
      announce(said);
      return;
    }
    case 'underWay':
      announce(
        vscode.l10n.t(
          'The foundation is still deleting droplet {0} of {1}. Refresh to see whether it is gone.',
          droplet,
          name,
        ),
      );
      return;
    case 'isCurrent':
      throw new Refusal(vscode.l10n.t('Nothing was sent: {0}', isCurrentText(row)));
    case 'currentUnknown':
      throw new Refusal(
        vscode.l10n.t(
          'Nothing was sent: the API does not say which droplet of {0} is current, and that one must not be deleted.',
          name,
        ),
      );
    case 'failed':
      throw new Refusal(
        vscode.l10n.t('Could not delete droplet {0} of {1}: {2}', droplet, name, deletion.reason),
      );
    case 'stillThere':
      throw new Refusal(
        vscode.l10n.t(
          'Could not delete droplet {0} of {1}: {2}. Asked afterwards, the API still has it.',
          droplet,
          name,
          reasonOf(deletion.despite),
        ),
      );
    case 'unverified':
      throw new Refusal(
        deletion.wasAccepted
          ? vscode.l10n.t(
              'The API accepted to delete droplet {0} of {1}, but could not be asked whether it is gone: {2}. Refresh to see.',
              droplet,
              name,
              reasonOf(deletion.error),
            )
          : vscode.l10n.t(
              'It is not known whether droplet {0} of {1} is deleted: the answer was lost, and the API could not be asked: {2}. Refresh to see.',
              droplet,
              name,
              reasonOf(deletion.error),
            ),
      );
  }
}

function isCurrentText({ droplet, parent }: DropletRow): string {
  return vscode.l10n.t(
    'Droplet {0} is the current one of {1}, and cannot be deleted.',
    shortGuid(droplet.guid),
    parent.app.name,
  );
}
