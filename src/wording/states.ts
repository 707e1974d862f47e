import { maskText } from '../cloudfoundry/secretText.ts';
import type { Mark } from '../webviews/frame.ts';
import { shown } from './inLine.ts';
import type { Language } from './language.ts';

/**
 * A word for the state of a droplet, build, package or deployment; unknown states stay as the
 * API writes them.
 */
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

/** The status of a droplet, package or build in this state. Unknown states count as ended. */
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

/** A word for an app's state. */
export function appStateWord(state: string, { l10n }: Language): string {
  switch (state) {
    case 'STARTED':
      return l10n.t('started');
    case 'STOPPED':
      return l10n.t('stopped');
  }
  return asWord(state);
}

/**
 * The name of an error, such as `NoAppDetectedError` in `NoAppDetectedError - An app was not …`;
 * null without error.
 */
export function errorName(error: string | null): string | null {
  return error === null ? null : maskText(error.split(' - ', 1)[0] ?? error);
}

/** `SUPERSEDED_BY` becomes "superseded by". */
function asWord(state: string): string {
  return shown(state.toLowerCase().replaceAll('_', ' '));
}
