import * as vscode from 'vscode';
import { restartApp as restart, type RestartOutcome } from '../../changes/restart.ts';
import { guardRestart, planRestart, type RestartPlan } from '../../changes/restartPlan.ts';
import { restartRequest } from '../../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import type { App } from '../../cloudfoundry/resources/app.ts';
import { commandIds } from '../../contributions.ts';
import { restarting } from '../../wording/changeWords.ts';
import { restartText } from '../../wording/restarts.ts';
import { pickChangeable } from './changeable.ts';
import { Canceled, Declined, announce, withProgress, type Command } from '../shared/command.ts';
import { confirmChange, type ChangeAction } from './confirmChange.ts';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { showApp } from './showCurrent.ts';
import { foundationOf, placeNames, type AppRow } from '../../explorer/rows.ts';
import { requireUnchanged, sending } from './carryOut.ts';
import { showDeployment } from './waysOut.ts';
import { language } from '../../window/language.ts';
import { restartPreview } from '../../wording/previews.ts';

/** Restarts an app, or starts a stopped one, after asking; then watches its instances start. */
export const restartApp = {
  id: commandIds.restartApp,
  couldNot: vscode.l10n.t('Could not restart the app'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickApp(services, await pickChangeable(services, argument));
  const client = await foundationOf(row).connection.client();
  const plan = await withProgress(vscode.l10n.t('Loading {0}', row.app.name), (signal) =>
    planRestart(client, row.app, signal),
  );
  const { app } = plan;
  const request = restartRequest(app, client.discovery);
  const action = await confirmChange(row, {
    ...restartPreview(plan, placeNames(row), request, language()),
    actions: actionsOf(plan),
    requests: [request],
  });
  switch (action) {
    case 'restart':
      await restartNow(services, row, client, plan);
      return;
    case 'show':
      await showDeployment(services, row);
      return;
    case 'cancel':
      await vscode.commands.executeCommand(commandIds.cancelDeployment, row);
      return;
  }
}

type Action = 'restart' | 'show' | 'cancel';

/** While a deployment is running, most users will want to see or cancel it instead. */
function actionsOf({ app, deployments }: RestartPlan): readonly ChangeAction<Action>[] {
  const { t } = vscode.l10n;
  const isStart = app.state !== 'STARTED';
  const isDeploying = deployments !== null && deployments.length > 0;
  if (!isDeploying) return [toRestart(isStart ? t('Start') : t('Restart'))];
  return [
    { id: 'show', title: t('Show Deployment'), isChange: false },
    { id: 'cancel', title: t('Cancel Deployment…'), isChange: false },
    toRestart(isStart ? t('Start Anyway') : t('Restart Anyway')),
  ];
}

function toRestart(title: string): ChangeAction<Action> {
  return { id: 'restart', title, isChange: true };
}

/**
 * Restarts an app after the user has confirmed.
 * @throws Declined if the app has changed since the question
 */
export async function restartNow(
  services: Services,
  row: AppRow,
  client: CloudFoundryClient,
  plan: RestartPlan,
): Promise<void> {
  const { app } = plan;
  await requireUnchanged(services, row, await guardRestart(client, plan));
  services.log.info(`Restarting app ${app.guid}, which is ${app.state}`);
  const words = restarting(app, language());
  try {
    const outcome = await sending(services, row, words, () => restartAndWatch(client, app));
    report(app, outcome);
  } finally {
    await showApp(services, row);
  }
}

/** Shows progress from the start. Canceling only stops watching: the request was already sent. */
async function restartAndWatch(
  client: CloudFoundryClient,
  app: App,
): Promise<RestartOutcome | null> {
  try {
    return await withProgress(restarting(app, language()).doing, (signal, tellProgress) =>
      restart(
        client,
        app,
        {
          onDidProgress: ({ instances, running }) => {
            const message = vscode.l10n.t('{0} of {1} instances are running', running, instances);
            tellProgress({ message, increment: 0 });
          },
        },
        signal,
      ),
    );
  } catch (error) {
    if (!(error instanceof Canceled)) throw error;
    announce(vscode.l10n.t('The restart of {0} continues in the background.', app.name));
    return null;
  }
}

function report(app: App, outcome: RestartOutcome | null): void {
  if (!outcome) return;
  const text = restartText(app, outcome, language());
  switch (outcome.kind) {
    case 'done':
    case 'starting':
      announce(text);
      return;
    case 'crashing':
    case 'notDone':
    case 'unverified':
      throw new Declined(text);
  }
}
