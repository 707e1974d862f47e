import type { EntryView } from '../../webviews/historyProtocol.ts';
import type { Language } from '../language.ts';
import { shown } from '../inLine.ts';
import type { Times } from './times.ts';

/** The texts of an entry, without its time and its place in the timeline. */
export type EntryText = Pick<EntryView, 'mark' | 'title' | 'word' | 'summary' | 'details'>;

/**
 * The input for an entry's texts, and the droplet that was current until the entry;
 * null if unknown.
 */
export interface Telling {
  readonly language: Language;
  readonly times: Times;
  readonly before: string | null;
  readonly isCurrent: boolean;
}

/** "by maya"; null if no name is given. */
export function byWhom(name: string | null, { l10n }: Language): string | null {
  return name === null ? null : l10n.t('by {0}', shown(name));
}
