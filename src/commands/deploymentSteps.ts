import * as vscode from 'vscode';
import type { Rollout } from '../changes/rollout.ts';
import type { Verified } from '../changes/verified.ts';
import type { Deployment } from '../cloudfoundry/resources/deployment.ts';
import { canceling, continuing } from '../wording/changeWords.ts';
import { outcomeText, type ChangeWords } from '../wording/outcomes.ts';
import { stateWord } from '../wording/states.ts';
import { sending } from './carryOut.ts';
import { cancelRequest, continueRequest } from '../cloudfoundry/change.ts';
import { cancelPreview, continuePreview } from '../wording/previews.ts';
import { pickChangeable } from './changeable.ts';
import { Refusal, withProgress, withProgressToTheEnd } from './command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickApp } from './pick.ts';
import type { Services } from './services.ts';
import { appSubject, placeNames, type AppSubject } from './subject.ts';
import { language } from '../window/language.ts';

/** Cancels an app's deployment, whoever has started it, after asking. */
export async function cancelDeployment(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, subject } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const request = cancelRequest(progress.deployment, client.discovery);
  const { app } = subject;
  await confirmChange({
    ...cancelPreview(progress, app, placeNames(subject), request, language()),
    actions: [{ id: 'cancel', title: vscode.l10n.t('Cancel Deployment'), isChange: true }],
    keep: vscode.l10n.t('Keep Deploying'),
    requests: [request],
    app: app.name,
    place: placeNames(subject),
  });
  await take(services, subject, canceling(app, language()), () => rollout.cancel());
}

/** Lets an app's canary deployment go on, after asking. */
export async function continueDeployment(services: Services, argument: unknown): Promise<void> {
  const { client, rollout, subject } = await rolloutOf(services, argument);
  const { progress } = rollout;
  const { app } = subject;
  if (progress.deployment.reason !== 'PAUSED') {
    throw new Refusal(vscode.l10n.t('The deployment of {0} does not wait.', app.name));
  }
  const request = continueRequest(progress.deployment, client.discovery);
  await confirmChange({
    ...continuePreview(progress, app, placeNames(subject), request, language()),
    actions: [{ id: 'continue', title: vscode.l10n.t('Continue'), isChange: true }],
    requests: [request],
    app: app.name,
    place: placeNames(subject),
  });
  await take(services, subject, continuing(app, language()), () => rollout.continue());
}

async function rolloutOf(services: Services, argument: unknown) {
  const row = await pickApp(services, await pickChangeable(services, argument));
  const subject = appSubject(row);
  const client = await subject.foundation.connection.client();
  const watch = await services.appWatch();
  const title = vscode.l10n.t('Looking for deployments of {0}', row.app.name);
  const rollout = await withProgress<Rollout | null>(title, (signal) =>
    watch.rolloutOf(subject.foundation, row.app, signal),
  );
  if (rollout) return { client, rollout, subject };
  throw new Refusal(vscode.l10n.t('No deployment of {0} is running.', row.app.name));
}

async function take(
  services: Services,
  subject: AppSubject,
  words: ChangeWords,
  step: () => Promise<Verified<Deployment>>,
): Promise<void> {
  services.log.info(`${words.doing} (${subject.app.guid})`);
  const verified = await withProgressToTheEnd(words.doing, () =>
    sending(services, subject, words, step),
  );
  // The row goes on telling.
  if (verified.kind === 'done') return;
  throw new Refusal(outcomeText(words, verified, describeDeployment, language()));
}

function describeDeployment({ reason }: Deployment): string {
  return vscode.l10n.t('the deployment is {0}', stateWord(reason, language()));
}
