import * as vscode from 'vscode';
import { freshApp } from '../assignment/refetch.ts';
import { restartApp as restart, type RestartOutcome } from '../assignment/restart.ts';
import { restartRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { App } from '../cloudfoundry/resources/app.ts';
import { restartPreview } from '../views/changePreviews.ts';
import { restartText, restartWords } from '../views/restartText.ts';
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
  services.log.info(`Restarting app ${app.guid}, which is ${app.state}`);
  const { couldNot } = restartWords(app);
  try {
    const outcome = await sending(services, subject, couldNot, () => run(client, app));
    report(app, outcome);
  } finally {
    await showApp(services, subject);
  }
}

/** With progress from the start. Cancelling ends looking: what was sent is done. */
async function run(client: CloudFoundryClient, app: App): Promise<RestartOutcome | null> {
  try {
    return await withProgress(restartWords(app).doing, (signal, tellProgress) =>
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

function report(app: App, outcome: RestartOutcome | null): void {
  if (!outcome) return;
  const text = restartText(app, outcome);
  switch (outcome.kind) {
    case 'running':
    case 'starting':
      announce(text);
      return;
    case 'crashing':
    case 'notRestarted':
    case 'unverified':
      throw new Refusal(text);
  }
}
