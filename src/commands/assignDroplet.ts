import * as vscode from 'vscode';
import { assign, type Outcome } from '../assignment/assign.ts';
import { guardAssignment, type Guarded } from '../assignment/guard.ts';
import type { AssignmentPlan } from '../assignment/plan.ts';
import { planAssignment } from '../assignment/planning.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import { reasonOf } from '../explorer/reason.ts';
import { foundationOf, type DropletRow } from '../explorer/rows.ts';
import { currentText, previewOf, unassignableText } from '../views/assignmentText.ts';
import { shortGuid } from '../views/tree/words.ts';
import { refuseIfReadOnly } from './changeable.ts';
import { Cancelled, Refusal, withProgress, withProgressToTheEnd, withoutLinks } from './command.ts';
import { pickApp, pickDroplet, pickDropletOf } from './pick.ts';
import type { Services } from './services.ts';

/** Makes a droplet its app's current one, after a preview that the user confirms. */
export async function assignDroplet(services: Services, argument: unknown): Promise<void> {
  await assignRow(services, await pickDroplet(services, argument));
}

/** As `assignDroplet`, starting from an app. */
export async function assignDropletToApp(services: Services, argument: unknown): Promise<void> {
  const app = await pickApp(services, argument);
  refuseIfReadOnly(app);
  await assignRow(services, await pickDropletOf(services.explorer, app));
}

async function assignRow(services: Services, row: DropletRow): Promise<void> {
  refuseIfReadOnly(row);
  const client = await foundationOf(row).connection.client();
  const plan = await makePlan(client, row);
  await confirm(plan, row);
  const outcome = await withSending(plan, async () => {
    const guarded = await guardAssignment(client, plan);
    if (guarded.kind !== 'unchanged') return guarded;
    services.log.info(
      `Assigning droplet ${plan.candidate.guid} to app ${plan.app.guid}: ${plan.request.method} ${plan.request.url.pathname}`,
    );
    return assign(client, plan);
  });
  await report(services, row, plan, outcome);
}

async function makePlan(client: CloudFoundryClient, row: DropletRow): Promise<AssignmentPlan> {
  const place = {
    organization: row.parent.parent.parent.organization,
    space: row.parent.parent.space,
  };
  const planned = await withProgress(vscode.l10n.t('Looking at what would change'), (signal) =>
    planAssignment(client, row.parent.app, row.droplet, place, signal),
  );
  if (planned.kind === 'plan') return planned.plan;
  throw new Refusal(unassignableText(row.droplet, planned.reason));
}

async function confirm(plan: AssignmentPlan, row: DropletRow): Promise<void> {
  const preview = previewOf(plan, {
    organization: row.parent.parent.parent.organization.name,
    space: row.parent.parent.space.name,
  });
  const agree = vscode.l10n.t('Assign');
  const answer = await vscode.window.showWarningMessage(
    preview.question,
    { modal: true, detail: preview.detail },
    agree,
  );
  if (answer !== agree) throw new Cancelled();
}

/** Not cancellable: once a change is on its way, only the API knows what came of it. */
async function withSending<T>(plan: AssignmentPlan, run: () => Promise<T>): Promise<T> {
  const droplet = shortGuid(plan.candidate.guid);
  return withProgressToTheEnd(
    vscode.l10n.t('Assigning droplet {0} to {1}', droplet, plan.app.name),
    run,
  );
}

async function report(
  services: Services,
  row: DropletRow,
  plan: AssignmentPlan,
  outcome: Outcome | Exclude<Guarded, { kind: 'unchanged' }>,
): Promise<void> {
  const droplet = shortGuid(plan.candidate.guid);
  const { name } = plan.app;
  switch (outcome.kind) {
    case 'assigned': {
      await showCurrent(services, row, { kind: 'assigned', guid: plan.candidate.guid });
      const said = assignedText(plan, droplet);
      services.log.info(said);
      void vscode.window.showInformationMessage(withoutLinks(said));
      return;
    }
    case 'notAssigned': {
      await showCurrent(services, row, outcome.current);
      const current = currentText(outcome.current);
      throw new Refusal(
        outcome.despite === null
          ? vscode.l10n.t(
              '{0}: the API accepted droplet {1}, but says {2}.',
              name,
              droplet,
              current,
            )
          : vscode.l10n.t(
              'Could not assign droplet {0} to {1}: {2}. Asked afterwards, the API says {3}.',
              droplet,
              name,
              reasonOf(outcome.despite),
              current,
            ),
      );
    }
    case 'unverified':
      throw new Refusal(
        outcome.wasAccepted
          ? vscode.l10n.t(
              'The API accepted droplet {0} for {1}, but could not be asked what is current: {2}. Refresh to see.',
              droplet,
              name,
              reasonOf(outcome.error),
            )
          : vscode.l10n.t(
              'It is not known whether droplet {0} is now current for {1}: the answer was lost, and the API could not be asked: {2}. Refresh to see.',
              droplet,
              name,
              reasonOf(outcome.error),
            ),
      );
    case 'currentChanged':
      await showCurrent(services, row, outcome.current);
      throw new Refusal(
        vscode.l10n.t(
          'Nothing was sent: since the preview, {0} has changed, and {1}. Assign again to look anew.',
          name,
          currentText(outcome.current),
        ),
      );
    case 'requestChanged':
      throw new Refusal(
        vscode.l10n.t('Nothing was sent: the link to assign droplet {0} has changed.', droplet),
      );
    case 'unassignable':
      throw new Refusal(
        vscode.l10n.t('Nothing was sent: {0}', unassignableText(plan.candidate, outcome.reason)),
      );
    case 'deploymentRuns':
      throw new Refusal(vscode.l10n.t('Nothing was sent: a deployment of {0} is running.', name));
    case 'roleLost':
      throw new Refusal(
        vscode.l10n.t('Nothing was sent: your role does not allow to change {0} any more.', name),
      );
    case 'appGone':
      throw new Refusal(
        vscode.l10n.t(
          'Nothing was sent: {0} was deleted, or is not visible to you any more.',
          name,
        ),
      );
    case 'dropletGone':
      throw new Refusal(vscode.l10n.t('Nothing was sent: droplet {0} was deleted.', droplet));
  }
}

async function showCurrent(
  { explorer, dropletViews }: Services,
  row: DropletRow,
  current: CurrentDroplet,
): Promise<void> {
  explorer.setCurrent(row.parent, current);
  (await dropletViews()).refreshApp(foundationOf(row).id, row.parent.app.guid);
}

function assignedText(plan: AssignmentPlan, droplet: string): string {
  const { name } = plan.app;
  switch (plan.takesEffect) {
    case 'atOnce':
      return vscode.l10n.t('Droplet {0} is now current for {1}, which restarts.', droplet, name);
    case 'onNextRestart':
      return vscode.l10n.t(
        'Droplet {0} is now current for {1}. It runs from the next restart on.',
        droplet,
        name,
      );
    case 'onNextStart':
      return vscode.l10n.t(
        'Droplet {0} is now current for {1}. It runs once the app is started.',
        droplet,
        name,
      );
  }
}
