import * as vscode from 'vscode';
import { freshApp } from '../assignment/refetch.ts';
import { restartApp as restart, type RestartOutcome } from '../assignment/restart.ts';
import { restartRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { reasonOf } from '../explorer/reason.ts';
import { restartPreview } from '../views/changePreviews.ts';
import { problemText } from '../views/rolloutText.ts';
import { pickChangeable } from './changeable.ts';
import { Cancelled, Refusal, announce, withProgress } from './command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickApp } from './pick.ts';
import type { Services } from './services.ts';
import { showApp } from './showCurrent.ts';
import { appSubject, placeNames, type AppSubject } from './subject.ts';
import { sending } from './waysOut.ts';

/** Restarts an app, or starts a stopped one, after asking; then watches its instances come up. */
export async function restartApp(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, await pickChangeable(services, argument));
  const subject = appSubject(row);
  const client = await subject.foundation.connection.client();
  const app = await withProgress(vscode.l10n.t('Looking at {0}', row.app.name), (signal) =>
    freshApp(client, row.app, signal),
  );
  const request = restartRequest(app, client.scope);
  const title = app.state === 'STARTED' ? vscode.l10n.t('Restart') : vscode.l10n.t('Start');
  await confirmChange({
    ...restartPreview(app, placeNames(subject), request),
    actions: [{ id: 'restart', title, isChange: true }],
    requests: [request],
    app: app.name,
    place: placeNames(subject),
  });
  await restartNow(services, subject, client, app);
}

/** Restarts an app as the user has just confirmed. */
export async function restartNow(
  services: Services,
  subject: AppSubject,
  client: CloudFoundryClient,
  app: App,
): Promise<void> {
  services.log.info(`Restarting app ${app.guid}`);
  const couldNot = vscode.l10n.t('Could not restart {0}', app.name);
  try {
    const outcome = await sending(services, subject, couldNot, () => run(client, app));
    report(app, outcome);
  } finally {
    await showApp(services, subject);
  }
}

/** With progress from the start. Cancelling ends looking: what was sent is done. */
async function run(client: CloudFoundryClient, app: App): Promise<RestartOutcome | null> {
  const title = vscode.l10n.t('Restarting {0}', app.name);
  try {
    return await withProgress(title, (signal, tellProgress) =>
      restart(
        client,
        app,
        {
          onDidProgress: ({ instances, running }) => {
            const message = vscode.l10n.t('{0} of {1} instances run', running, instances);
            tellProgress({ message, increment: 0 });
          },
        },
        signal,
      ),
    );
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    announce(vscode.l10n.t('The restart of {0} goes on, unwatched.', app.name));
    return null;
  }
}

function report({ name }: App, outcome: RestartOutcome | null): void {
  if (!outcome) return;
  switch (outcome.kind) {
    case 'running':
      announce(
        outcome.instances === 1
          ? vscode.l10n.t('{0} was restarted: its instance runs.', name)
          : vscode.l10n.t('{0} was restarted: all {1} instances run.', name, outcome.instances),
      );
      return;
    case 'starting':
      announce(
        vscode.l10n.t(
          '{0} was restarted: {1} of {2} instances run so far.',
          name,
          outcome.running,
          outcome.instances,
        ),
      );
      return;
    case 'crashing':
      throw new Refusal(
        vscode.l10n.t(
          '{0} was restarted, but does not come up: {1}.',
          name,
          outcome.problems.map(problemText).join('; '),
        ),
      );
    case 'notRestarted':
      throw new Refusal(
        vscode.l10n.t(
          'Could not restart {0}: {1}. Asked afterwards, the same instances still run.',
          name,
          reasonOf(outcome.despite),
        ),
      );
    case 'unverified':
      throw new Refusal(
        outcome.wasAccepted
          ? vscode.l10n.t(
              'The API accepted the restart of {0}, but its instances cannot be seen: {1}.',
              name,
              reasonOf(outcome.error),
            )
          : vscode.l10n.t(
              'It is not known whether {0} restarts: the answer was lost, and its instances cannot be seen: {1}.',
              name,
              reasonOf(outcome.error),
            ),
      );
  }
}
