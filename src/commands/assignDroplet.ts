import * as vscode from 'vscode';
import { assign } from '../changes/assign.ts';
import { guardAssignment } from '../changes/guard.ts';
import type { AssignmentPlan } from '../changes/plan.ts';
import { runStoppedAssignment, stoppedAssignment } from '../changes/stoppedAssignment.ts';
import type { LoggedAssignment } from '../changes/undo.ts';
import type { ChangeRequest } from '../cloudfoundry/change.ts';
import type { CloudFoundryClient } from '../cloudfoundry/client.ts';
import { commandIds } from '../contributions.ts';
import { previewOf } from '../wording/assignments.ts';
import { actionsOf } from './assignmentActions.ts';
import { assignedText, failureText, guardedText, stuckText } from './assignmentReport.ts';
import { pickChangeable } from './changeable.ts';
import { Refusal, announce, toWayOut, withProgressToTheEnd, type WayOut } from './command.ts';
import { showDifference } from './compareDroplets.ts';
import { confirmChange } from './confirmChange.ts';
import { deployPlanned } from './deployDroplet.ts';
import { makePlan } from './makePlan.ts';
import { pickApp, pickDroplet, pickDropletOf } from './pick.ts';
import { restartNow } from './restartApp.ts';
import type { Services } from './services.ts';
import { showApp, showCurrent } from './showCurrent.ts';
import { dropletSubject, placeNames, type DropletSubject } from './subject.ts';
import { sending, waysOutOfGuard } from './waysOut.ts';
import { findApp } from '../explorer/lookup.ts';
import { isAwaitingRestart } from '../explorer/rows.ts';
import { language } from '../window/language.ts';
import { shortGuid } from '../wording/guids.ts';

/** Makes a droplet its app's current one, after a preview that the user confirms. */
export async function assignDroplet(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, await pickChangeable(services, argument));
  await assignSubject(services, dropletSubject(row));
}

/** As `assignDroplet`, starting from an app. */
export async function assignDropletToApp(services: Services, argument: unknown): Promise<void> {
  const app = await pickApp(services, await pickChangeable(services, argument));
  await assignSubject(services, dropletSubject(await pickDropletOf(services.explorer, app)));
}

/** As `assignDroplet`, for a droplet whose row may not be in the tree. */
export async function assignSubject(services: Services, subject: DropletSubject): Promise<void> {
  const client = await subject.foundation.connection.client();
  const plan = await makePlan(client, subject);
  const action = await confirmChange({
    ...previewOf(plan, placeNames(subject), language()),
    actions: actionsOf(plan, client.discovery),
    requests: requestsOf(plan, client),
    app: plan.app.name,
    place: placeNames(subject),
  });
  switch (action) {
    case 'assign': {
      const entry = await assignPlanned(services, client, subject, plan);
      const runs = runsAlready(subject, plan);
      announce(assignedText(plan, runs), [
        ...undoStep(entry),
        ...(runs ? [] : restartStep(subject, plan)),
      ]);
      return;
    }
    case 'assignAndRestart':
      await assignPlanned(services, client, subject, plan);
      await restartNow(services, subject, client, {
        app: plan.app,
        deployments: plan.activeDeployments,
      });
      return;
    case 'stopAssignStart':
      await assignStopped(services, client, subject, plan);
      return;
    case 'deploy':
      await deployPlanned(services, subject, plan);
      return;
    case 'compare':
      await comparePlanned(services, subject, plan);
      return;
  }
}

/** Looks again, sends, verifies and shows what is. @throws Refusal where the droplet did not become current. */
async function assignPlanned(
  services: Services,
  client: CloudFoundryClient,
  subject: DropletSubject,
  plan: AssignmentPlan,
): Promise<LoggedAssignment> {
  const { app, candidate, request } = plan;
  const droplet = shortGuid(candidate.guid);
  const outcome = await withProgressToTheEnd(
    vscode.l10n.t('Assigning droplet {0} to {1}', droplet, app.name),
    async () => {
      await guard(services, client, subject, plan);
      services.log.info(
        `Assigning droplet ${candidate.guid} to app ${app.guid}: ${request.method} ${request.url.pathname}`,
      );
      return sending(services, subject, couldNotAssign(plan), () => assign(client, plan));
    },
  );
  if (outcome.kind === 'assigned') return assigned(services, subject, plan);
  if (outcome.kind === 'notAssigned') await showCurrent(services, subject, outcome.current);
  throw new Refusal(failureText(plan, outcome));
}

/** For APIs that assign to stopped apps only. */
async function assignStopped(
  services: Services,
  client: CloudFoundryClient,
  subject: DropletSubject,
  plan: AssignmentPlan,
): Promise<void> {
  const sequence = stoppedAssignment(plan, client.scope);
  const { app, candidate } = plan;
  const outcome = await withProgressToTheEnd(
    vscode.l10n.t(
      'Stopping {0}, assigning droplet {1}, starting',
      app.name,
      shortGuid(candidate.guid),
    ),
    async () => {
      await guard(services, client, subject, plan);
      return runStoppedAssignment(client, sequence, (step) => {
        services.log.info(`${step} app ${app.guid} for droplet ${candidate.guid}`);
      });
    },
  );
  const isAssigned = outcome.kind === 'done' || outcome.at === 'start';
  const entry = isAssigned ? await assigned(services, subject, plan) : null;
  await showApp(services, subject);
  if (outcome.kind === 'stuck') throw new Refusal(stuckText(plan, outcome));
  announce(
    vscode.l10n.t(
      '{0} was stopped, and starts with droplet {1}.',
      app.name,
      shortGuid(candidate.guid),
    ),
    entry ? undoStep(entry) : [],
  );
}

async function guard(
  services: Services,
  client: CloudFoundryClient,
  subject: DropletSubject,
  plan: AssignmentPlan,
): Promise<void> {
  const guarded = await guardAssignment(client, plan);
  if (guarded.kind === 'unchanged') return;
  if (guarded.kind === 'currentChanged') await showCurrent(services, subject, guarded.current);
  throw new Refusal(guardedText(plan, guarded), waysOutOfGuard(guarded, services, subject));
}

async function assigned(
  services: Services,
  subject: DropletSubject,
  plan: AssignmentPlan,
): Promise<LoggedAssignment> {
  const log = await services.assignmentLog();
  const entry = log.record(subject.foundation.id, plan, subject.place);
  services.log.info(`Droplet ${plan.candidate.guid} is current for app ${plan.app.guid}`);
  await showCurrent(services, subject, { kind: 'assigned', guid: plan.candidate.guid });
  return entry;
}

function requestsOf(plan: AssignmentPlan, { scope }: CloudFoundryClient): readonly ChangeRequest[] {
  return plan.mustStopFirst
    ? stoppedAssignment(plan, scope).steps.map(({ request }) => request)
    : [plan.request];
}

function couldNotAssign({ app, candidate }: AssignmentPlan): string {
  return vscode.l10n.t('Could not assign droplet {0} to {1}', shortGuid(candidate.guid), app.name);
}

async function comparePlanned(
  services: Services,
  { foundation }: DropletSubject,
  { app, candidate, currentDroplet }: AssignmentPlan,
): Promise<void> {
  if (!currentDroplet) return;
  await showDifference(
    services,
    foundation.id,
    app,
    { droplet: currentDroplet, isCurrent: true },
    { droplet: candidate, isCurrent: false },
  );
}

/** Whether the instances are known to run the droplet that has become current: after going back without a restart between. */
function runsAlready({ foundation }: DropletSubject, { app }: AssignmentPlan): boolean {
  const row = findApp(foundation, app.guid);
  return row?.running.kind === 'known' && !isAwaitingRestart(row);
}

function undoStep(entry: LoggedAssignment): readonly WayOut[] {
  if (!entry.from) return [];
  return [toWayOut(vscode.l10n.t('Undo…'), commandIds.undoAssignment, entry)];
}

function restartStep(
  { foundation }: DropletSubject,
  { app, takesEffect }: AssignmentPlan,
): readonly WayOut[] {
  const row = findApp(foundation, app.guid);
  if (takesEffect === 'atOnce' || !row) return [];
  const title =
    takesEffect === 'onNextStart' ? vscode.l10n.t('Start App…') : vscode.l10n.t('Restart App…');
  return [toWayOut(title, commandIds.restartApp, row)];
}
