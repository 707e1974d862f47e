import * as vscode from 'vscode';
import type { AssignmentPlan, Unassignable } from '../changes/plan.ts';
import type { PlaceNames } from '../changes/protection.ts';
import type { CurrentDroplet } from '../cloudfoundry/resources/app.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import {
  advertiserText,
  effectText,
  listed,
  stayingTexts,
  warningTexts,
  whyUnassignable,
} from './comparison/effectTexts.ts';
import { essenceLines } from './comparison/essence.ts';
import type { Language } from './panels/language.ts';
import { dropletText } from './dropletText.ts';
import { shortGuid, stateWord } from './tree/words.ts';

/** What the user is asked before an assignment, and all that they should know to answer. */
export function previewOf(
  plan: AssignmentPlan,
  place: PlaceNames,
): { readonly question: string; readonly detail: string } {
  const { app, candidate, request } = plan;
  const lines = [
    ...changeLines(plan, place, effectText(plan, language())),
    '',
    vscode.l10n.t('Request: {0} {1}', request.method, request.url.href),
    vscode.l10n.t('Advertised by {0}.', advertiserText(plan, vscode.l10n)),
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
    ...essenceLines(plan, language()),
    ...warningTexts(plan, vscode.l10n).map((text) => vscode.l10n.t('Note: {0}', text)),
    effect,
    ...processLines(plan),
  ];
}

/** Why a droplet can't be assigned, in a sentence. */
export function unassignableText(droplet: Droplet, reason: Unassignable): string {
  return whyUnassignable(droplet.guid, reason, stateWord, vscode.l10n);
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

function processLines(plan: AssignmentPlan): readonly string[] {
  const created = plan.processes?.created ?? [];
  const kept = stayingTexts(plan, vscode.l10n);
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

function language(): Language {
  return { l10n: vscode.l10n, locale: vscode.env.language, now: new Date() };
}
