import * as vscode from 'vscode';
import type { Rollout } from '../../changes/rollout.ts';
import type { Verified } from '../../changes/verified.ts';
import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import { canceling, continuing } from '../../wording/changeWords.ts';
import { outcomeText, type ChangeWords } from '../../wording/outcomes.ts';
import { stateWord } from '../../wording/states.ts';
import { sending } from './carryOut.ts';
import { cancelRequest, continueRequest } from '../../cloudfoundry/change.ts';
import { cancelPreview, continuePreview } from '../../wording/previews.ts';
import { pickChangeable } from './changeable.ts';
import { Refusal, withProgress, withProgressToTheEnd } from '../shared/command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { foundationOf, placeNames, type AppRow } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';

/** Cancels an app's deployment, whoever has started it, after asking. */
export async function cancelDeployment(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, row } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const request = cancelRequest(progress.deployment, client.discovery);
  const { app } = row;
  await confirmChange(row, {
    ...cancelPreview(progress, app, placeNames(row), request, language()),
    actions: [{ id: 'cancel', title: vscode.l10n.t('Cancel Deployment'), isChange: true }],
    keep: vscode.l10n.t('Keep Deploying'),
    requests: [request],
  });
  await take(services, row, canceling(app, language()), () => rollout.cancel());
}

/** Lets an app's canary deployment go on, after asking. */
export async function continueDeployment(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, row } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const { app } = row;
  if (progress.deployment.reason !== 'PAUSED') {
    throw new Refusal(vscode.l10n.t('The deployment of {0} does not wait.', app.name));
  }
  const request = continueRequest(progress.deployment, client.discovery);
  await confirmChange(row, {
    ...continuePreview(progress, app, placeNames(row), request, language()),
    actions: [{ id: 'continue', title: vscode.l10n.t('Continue'), isChange: true }],
    requests: [request],
  });
  await take(services, row, continuing(app, language()), () => rollout.continue());
}

async function rolloutOf(services: Services, argument: unknown) {
  const row = await pickApp(services, await pickChangeable(services, argument));
  const client = await foundationOf(row).connection.client();
  const watch = await services.appWatch();
  const title = vscode.l10n.t('Looking for deployments of {0}', row.app.name);
  const rollout = await withProgress<Rollout | null>(title, (signal) =>
    watch.rolloutOf(row, signal),
  );
  if (rollout) return { client, rollout, row };
  throw new Refusal(vscode.l10n.t('No deployment of {0} is running.', row.app.name));
}

async function take(
  services: Services,
  row: AppRow,
  words: ChangeWords,
  step: () => Promise<Verified<Deployment>>,
): Promise<void> {
  services.log.info(`${words.doing} (${row.app.guid})`);
  const verified = await withProgressToTheEnd(words.doing, () =>
    sending(services, row, words, step),
  );
  // The row goes on telling.
  if (verified.kind === 'done') return;
  throw new Refusal(outcomeText(words, verified, describeDeployment, language()));
}

function describeDeployment({ reason }: Deployment): string {
  return vscode.l10n.t('the deployment is {0}', stateWord(reason, language()));
}
