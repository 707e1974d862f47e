import type {
  HistorySourceName,
  HistoryView,
  MissingSource,
} from '../../explorer/history/appHistory.ts';
import type { HistoryNotice } from '../../webviews/historyProtocol.ts';
import type { Language } from '../language.ts';
import { shown } from '../inLine.ts';

/** What isn't shown, and why: one line per reason, starting with those that can be retried. */
export function toNotices(
  { missing, empty }: HistoryView,
  language: Language,
): readonly HistoryNotice[] {
  const { l10n } = language;
  const refused = (reason: MissingSource['missing']['reason']) =>
    missing.filter((part) => part.missing.reason === reason).map(({ source }) => source);
  const line = (sources: readonly HistorySourceName[], toText: (names: string) => string) =>
    sources.length === 0 ? [] : [{ text: toText(namesOf(sources, language)), canRetry: false }];
  const untold = new Set([...missing.map(({ source }) => source), ...empty]);
  return [
    ...missing.flatMap((part) => (part.missing.reason === 'failed' ? failure(part, language) : [])),
    ...line(refused('noPermission'), (names) =>
      l10n.t('No permission: your roles don’t let you see {0}.', names),
    ),
    ...line(refused('noEndpoint'), (names) =>
      l10n.t('Not available: this foundation’s API doesn’t support {0}.', names),
    ),
    ...line([...refused('notRecorded'), ...empty], (names) =>
      l10n.t('Not recorded: {0}. Foundations keep some records only for a limited time.', names),
    ),
    ...(untold.has('events') && !(untold.has('deployments') && untold.has('revisions'))
      ? [
          {
            text: l10n.t(
              'Without assignments, only deployments and revisions show which droplet was current. Other droplets may have been current in between.',
            ),
            canRetry: false,
          },
        ]
      : []),
  ];
}

function failure(
  { source, missing, isPartly }: MissingSource,
  language: Language,
): readonly HistoryNotice[] {
  const { l10n } = language;
  const name = namesOf([source], language);
  const reason = shown(missing.message, 500);
  const text = isPartly
    ? l10n.t('Could not load older {0}: {1}', name, reason)
    : l10n.t('Could not load {0}: {1}', name, reason);
  return [{ text, canRetry: true }];
}

function namesOf(sources: readonly HistorySourceName[], language: Language): string {
  const names = sources.map((source) => nameOf(source, language));
  return new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(names);
}

function nameOf(source: HistorySourceName, { l10n }: Language): string {
  switch (source) {
    case 'droplets':
      return l10n.t('droplets');
    case 'builds':
      return l10n.t('builds');
    case 'packages':
      return l10n.t('packages');
    case 'events':
      return l10n.t('assignments');
    case 'deployments':
      return l10n.t('deployments');
    case 'revisions':
      return l10n.t('revisions');
    case 'current':
      return l10n.t('the current droplet');
  }
}
