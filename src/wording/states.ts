import { maskText } from '../cloudfoundry/secretText.ts';
import type { Mark } from '../webviews/frame.ts';
import { shown } from './inLine.ts';
import type { Language } from './language.ts';

/** The state of a droplet, build, package or deployment in a word; states that we don't know stay as the API says them. */
export function stateWord(state: string, { l10n }: Language): string {
  switch (state) {
    case 'STAGED':
      return l10n.t('staged');
    case 'STAGING':
      return l10n.t('staging');
    case 'FAILED':
      return l10n.t('failed');
    case 'EXPIRED':
      return l10n.t('expired');
    case 'PENDING':
      return l10n.t('pending');
    case 'COPYING':
      return l10n.t('copying');
    case 'AWAITING_UPLOAD':
      return l10n.t('awaiting upload');
    case 'PROCESSING_UPLOAD':
      return l10n.t('processing upload');
    case 'READY':
      return l10n.t('ready');
  }
  return asWord(state);
}

/** How a droplet, package or build of this state stands. States that we do not know have ended somehow. */
export function markOf(state: string): Mark {
  switch (state) {
    case 'STAGED':
    case 'READY':
      return 'done';
    case 'FAILED':
      return 'failed';
    case 'STAGING':
    case 'PENDING':
    case 'COPYING':
    case 'AWAITING_UPLOAD':
    case 'PROCESSING_UPLOAD':
      return 'running';
  }
  return 'ended';
}

/** An app's state in a word. */
export function appStateWord(state: string, { l10n }: Language): string {
  switch (state) {
    case 'STARTED':
      return l10n.t('started');
    case 'STOPPED':
      return l10n.t('stopped');
  }
  return asWord(state);
}

/** The name of an error, `NoAppDetectedError` of `NoAppDetectedError - An app was not …`; null without error. */
export function errorName(error: string | null): string | null {
  return error === null ? null : maskText(error.split(' - ', 1)[0] ?? error);
}

/** `SUPERSEDED_BY` reads "superseded by". */
function asWord(state: string): string {
  return shown(state.toLowerCase().replaceAll('_', ' '));
}
