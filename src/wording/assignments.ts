import type { SequenceOutcome } from '../changes/stoppedAssignment.ts';
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
} from './comparison/effectTexts.ts';
import { essenceLines } from './comparison/essence.ts';
import { dropletText } from './droplets.ts';
import { shortGuid } from './guids.ts';
import type { Language } from './language.ts';
import { appStateWord, stateWord } from './states.ts';
import { reasonOf } from '../cloudfoundry/errors.ts';

/** The question before an assignment, with everything that the user should know to answer it. */
export function previewOf(
  plan: AssignmentPlan,
  place: PlaceNames,
  language: Language,
): { readonly question: string; readonly detail: string } {
  const { l10n } = language;
  const { app, candidate, request } = plan;
  const lines = [
    ...changeLines(plan, place, effectText(plan, language), language),
    '',
    l10n.t('Request: {0} {1}', request.method, request.url.href),
    l10n.t('Advertised by {0}.', advertiserText(plan, language)),
  ];
  return {
    question: l10n.t(
      'Assign droplet {0} as the current droplet of {1}?',
      shortGuid(candidate.guid),
      app.name,
    ),
    detail: lines.join('\n'),
  };
}

/** What changes and what doesn't, however it is sent. @param effect when and how it takes effect */
export function changeLines(
  plan: AssignmentPlan,
  { organization, space }: PlaceNames,
  effect: string,
  language: Language,
): readonly string[] {
  const { l10n } = language;
  const { app, candidate, currentDroplet } = plan;
  return [
    l10n.t('App: {0} in {1} / {2}', app.name, organization, space),
    l10n.t(
      'From: {0}',
      currentDroplet ? dropletText(currentDroplet, language) : currentOf(plan, language),
    ),
    l10n.t('To: {0}', dropletText(candidate, language)),
    '',
    ...essenceLines(plan, language),
    ...warningTexts(plan, language).map((text) => l10n.t('Note: {0}', text)),
    effect,
    ...processLines(plan, language),
  ];
}

/** A sentence that says why a droplet can't be assigned. */
export function unassignableText(
  { guid }: Droplet,
  reason: Unassignable,
  language: Language,
): string {
  const { l10n } = language;
  const name = shortGuid(guid);
  switch (reason.kind) {
    case 'current':
      return l10n.t('Droplet {0} is already the current droplet.', name);
    case 'notStaged':
      return l10n.t(
        'Droplet {0} isn’t staged (state: {1}). Only staged droplets can be assigned.',
        name,
        stateWord(reason.state, language),
      );
    case 'otherApp':
      return l10n.t('Droplet {0} belongs to another app.', name);
    case 'noLink':
      return l10n.t('The API provides no link to assign droplet {0}.', name);
    case 'refusedLink':
      return reason.reason;
  }
}

/** "droplet 3f9c01aa is current", to end a sentence. */
export function currentText(current: CurrentDroplet, { l10n }: Language): string {
  switch (current.kind) {
    case 'assigned':
      return l10n.t('droplet {0} is current', shortGuid(current.guid));
    case 'none':
      return l10n.t('no droplet is current');
    case 'unknown':
      return l10n.t('the API doesn’t say which droplet is current');
  }
}

function currentOf({ current }: AssignmentPlan, { l10n }: Language): string {
  return current.kind === 'assigned' ? shortGuid(current.guid) : l10n.t('no droplet');
}

function processLines(plan: AssignmentPlan, language: Language): readonly string[] {
  const { l10n } = language;
  const created = plan.processes?.created ?? [];
  const kept = stayingTexts(plan, language);
  return [
    ...(created.length > 0 ? [l10n.t('Process types to be created: {0}', listed(created))] : []),
    ...(kept.length > 0
      ? [
          l10n.t(
            'Process types that are kept even though the droplet doesn’t have them: {0}',
            listed(kept),
          ),
        ]
      : []),
    l10n.t('Environment, bindings, routes, and instances don’t change.'),
  ];
}

/**
 * What a verified assignment means for the running app.
 * @param runs whether its instances already run that droplet
 */
export function assignedText(plan: AssignmentPlan, runs: boolean, { l10n }: Language): string {
  const droplet = shortGuid(plan.candidate.guid);
  const { name } = plan.app;
  switch (plan.takesEffect) {
    case 'atOnce':
      return l10n.t(
        'Droplet {0} is now current for {1}, and the app is restarting.',
        droplet,
        name,
      );
    case 'onNextRestart':
      if (runs) {
        return l10n.t(
          'Droplet {0} is now current for {1}. Its instances already run it.',
          droplet,
          name,
        );
      }
      return l10n.t(
        'Droplet {0} is now current for {1}. It will run after the next restart.',
        droplet,
        name,
      );
    case 'onNextStart':
      return l10n.t(
        'Droplet {0} is now current for {1}. It will run when the app is started.',
        droplet,
        name,
      );
  }
}

/** How far stopping, assigning and starting got. */
export function stuckText(
  { app, candidate }: AssignmentPlan,
  { app: now, at, error }: Extract<SequenceOutcome, { kind: 'stuck' }>,
  language: Language,
): string {
  const { l10n } = language;
  const droplet = shortGuid(candidate.guid);
  const state = now ? appStateWord(now.state, language) : l10n.t('in an unknown state');
  const reason = reasonOf(error);
  switch (at) {
    case 'stop':
      return l10n.t(
        'Could not stop {0}: {1}. The app is {2}, and its droplet hasn’t changed.',
        app.name,
        reason,
        state,
      );
    case 'assign':
      return l10n.t(
        'Could not assign droplet {0} to {1}: {2}. The app was stopped for this and is now {3}.',
        droplet,
        app.name,
        reason,
        state,
      );
    case 'start':
      return l10n.t(
        'Droplet {1} is now current, but {0} could not be started: {2}. The app is {3}.',
        app.name,
        droplet,
        reason,
        state,
      );
  }
}
