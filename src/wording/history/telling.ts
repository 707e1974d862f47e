import type { EntryView } from '../../webviews/historyProtocol.ts';
import type { Language } from '../language.ts';
import { shown } from '../inLine.ts';
import type { Times } from './times.ts';

/** What an entry says of itself, apart from its time and its place in the time line. */
export type EntryText = Pick<EntryView, 'mark' | 'title' | 'word' | 'summary' | 'details'>;

/** What texts of entries are made with, and the droplet that was current until the entry; null where not known. */
export interface Telling {
  readonly language: Language;
  readonly times: Times;
  readonly before: string | null;
  readonly isCurrent: boolean;
}

/** "by maya"; null where nobody is named. */
export function byWhom(name: string | null, { l10n }: Language): string | null {
  return name === null ? null : l10n.t('by {0}', shown(name));
}
