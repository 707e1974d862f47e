import * as vscode from 'vscode';
import type { AssignmentPlan, Unassignable } from '../assignment/plan.ts';
import type { PlaceNames } from '../assignment/protection.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { toVisible } from '../cloudfoundry/visibleText.ts';
import { relativeTime } from '../explorer/time.ts';
import { origin, shortGuid, stateWord } from './tree/words.ts';

/** What the user is asked before an assignment, and all that they should know to answer. */
export function previewOf(
  plan: AssignmentPlan,
  place: PlaceNames,
): { readonly question: string; readonly detail: string } {
  const { app, candidate, request } = plan;
  const advertiser =
    plan.advertisedBy === 'droplet'
      ? vscode.l10n.t('droplet {0}', shortGuid(candidate.guid))
      : vscode.l10n.t('app {0}', app.name);
  const effect = plan.mustStopFirst
    ? vscode.l10n.t('The app runs, and this version of the API assigns to stopped apps only.')
    : effectText(plan);
  const lines = [
    ...changeLines(plan, place, effect),
    '',
    vscode.l10n.t('Request: {0} {1}', request.method, request.url.href),
    vscode.l10n.t('Advertised by {0}.', advertiser),
  ];
  return {
    question: vscode.l10n.t(
      'Assign droplet {0} as the current droplet of {1}?',
      shortGuid(candidate.guid),
      app.name,
    ),
    detail: lines.join('\n'),
  };
}

/** What changes, and what does not, for whatever sends it. @param effect when and how it takes effect */
export function changeLines(
  plan: AssignmentPlan,
  { organization, space }: PlaceNames,
  effect: string,
): readonly string[] {
  const { app, candidate, currentDroplet } = plan;
  return [
    vscode.l10n.t('App: {0} in {1} / {2}', app.name, organization, space),
    vscode.l10n.t('From: {0}', currentDroplet ? dropletText(currentDroplet) : currentOf(plan)),
    vscode.l10n.t('To: {0}', dropletText(candidate)),
    '',
    effect,
    ...processLines(plan),
  ];
}

/** Why a droplet can't be assigned, in a sentence. */
export function unassignableText(droplet: Droplet, reason: Unassignable): string {
  const name = shortGuid(droplet.guid);
  switch (reason.kind) {
    case 'current':
      return vscode.l10n.t('Droplet {0} is the current one already.', name);
    case 'notStaged':
      return vscode.l10n.t(
        'Droplet {0} is {1}: only staged droplets can be assigned.',
        name,
        stateWord(reason.state),
      );
    case 'otherApp':
      return vscode.l10n.t('Droplet {0} belongs to another app.', name);
    case 'noLink':
      return vscode.l10n.t('The API advertises no link to assign droplet {0}.', name);
    case 'refusedLink':
      return reason.reason;
  }
}

/** "droplet 3f9c01aa is current", to end a sentence. */
export function currentText(current: CurrentDroplet): string {
  switch (current.kind) {
    case 'assigned':
      return vscode.l10n.t('droplet {0} is current', shortGuid(current.guid));
    case 'none':
      return vscode.l10n.t('no droplet is current');
    case 'unknown':
      return vscode.l10n.t('nothing about which droplet is current');
  }
}

function currentOf({ current }: AssignmentPlan): string {
  return current.kind === 'assigned' ? shortGuid(current.guid) : vscode.l10n.t('no droplet');
}

function dropletText(droplet: Droplet): string {
  const age = relativeTime(droplet.createdAt, new Date(), vscode.env.language);
  const words = [shortGuid(droplet.guid), stateWord(droplet.state), age, origin(droplet)];
  return words.filter((word) => word !== null).join(' · ');
}

function processLines({ processes }: AssignmentPlan): readonly string[] {
  const { created = [], staying = [] } = processes ?? {};
  const kept = staying.map(({ type, instances }) =>
    instances === null ? type : vscode.l10n.t('{0} ({1} instances)', type, instances),
  );
  return [
    ...(created.length > 0
      ? [vscode.l10n.t('Process types that are created: {0}', listed(created))]
      : []),
    ...(kept.length > 0
      ? [vscode.l10n.t('Process types that stay, without being in the droplet: {0}', listed(kept))]
      : []),
    vscode.l10n.t('Environment, bindings, routes and instances stay as they are.'),
  ];
}

/** A droplet may claim thousands of process types: a question that names ten of them is long enough. */
function listed(words: readonly string[]): string {
  const most = 10;
  const first = words.slice(0, most).map((word) => toVisible(word, 60));
  return words.length > most ? `${first.join(', ')}, …` : first.join(', ');
}

function effectText({ takesEffect }: AssignmentPlan): string {
  switch (takesEffect) {
    case 'atOnce':
      return vscode.l10n.t('Takes effect at once: this foundation restarts the app.');
    case 'onNextRestart':
      return vscode.l10n.t(
        'Takes effect with the next restart. Until then, running instances keep the droplet that they have.',
      );
    case 'onNextStart':
      return vscode.l10n.t('Takes effect when the app is started. It is stopped now.');
  }
}
