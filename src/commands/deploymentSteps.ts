import * as vscode from 'vscode';
import type { Rollout } from '../changes/rollout.ts';
import type { StepOutcome } from '../changes/rolloutSteps.ts';
import { cancelRequest, continueRequest } from '../cloudfoundry/change.ts';
import { reasonOf } from '../explorer/reason.ts';
import { cancelPreview, continuePreview } from '../wording/previews.ts';
import { pickChangeable } from './changeable.ts';
import { Refusal, withProgress, withProgressToTheEnd } from './command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickApp } from './pick.ts';
import type { Services } from './services.ts';
import { appSubject, placeNames, type AppSubject } from './subject.ts';
import { sending } from './waysOut.ts';
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
  await take(services, subject, {
    title: vscode.l10n.t('Canceling the deployment of {0}', app.name),
    couldNot: vscode.l10n.t('Could not cancel the deployment of {0}', app.name),
    run: () => rollout.cancel(),
  });
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
  await take(services, subject, {
    title: vscode.l10n.t('Continuing the deployment of {0}', app.name),
    couldNot: vscode.l10n.t('Could not continue the deployment of {0}', app.name),
    run: () => rollout.continue(),
  });
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

interface Step {
  readonly title: string;
  readonly couldNot: string;
  readonly run: () => Promise<StepOutcome>;
}

async function take(
  services: Services,
  subject: AppSubject,
  { couldNot, run, title }: Step,
): Promise<void> {
  services.log.info(`${title} (${subject.app.guid})`);
  const outcome = await withProgressToTheEnd(title, () =>
    sending(services, subject, couldNot, run),
  );
  switch (outcome.kind) {
    case 'done':
      // The row goes on telling.
      return;
    case 'notDone':
      throw new Refusal(
        vscode.l10n.t(
          '{0}: {1}. Asked afterwards, the API says that it is {2}.',
          couldNot,
          reasonOf(outcome.despite),
          outcome.deployment.reason,
        ),
      );
    case 'unverified':
      throw new Refusal(
        vscode.l10n.t(
          'It is not known whether it was done: {0}. Refresh to see.',
          reasonOf(outcome.error),
        ),
      );
  }
}
