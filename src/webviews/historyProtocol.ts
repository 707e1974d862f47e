import type { HistoryTexts } from '../wording/history/texts.ts';
import type { CommonWish, Mark, PanelHeader, PanelView, ToPanel } from './frame.ts';

// What the extension and the script of an app's history say to each other, beside what all panels do.

/** What the band shows: the droplet that was current, where that is known. `now` is the one that is current today. */
export type Band =
  { readonly kind: 'now' | 'earlier'; readonly droplet: string } | { readonly kind: 'unknown' };

/** A deployment's bar where it crosses an entry. Bars that overlap stand beside each other. */
export interface Bar {
  readonly column: 0 | 1;
  readonly mark: Mark;
  /** Whether it is the deployment of this entry that begins here. */
  readonly isStart: boolean;
  /** Whether it ends before the next newer entry. */
  readonly isEnd: boolean;
}

/** A row of the details: what it is, and its value. */
export interface Detail {
  readonly label: string;
  readonly value: string;
  readonly isCode: boolean;
}

/** One line of the time line. */
export interface EntryView {
  readonly id: string;
  readonly kind: 'droplet' | 'build' | 'package' | 'assignment' | 'deployment' | 'revision';
  readonly mark: Mark;
  readonly title: string;
  /** How it stands, in a word; empty where it cannot stand in several ways. */
  readonly word: string;
  readonly summary: string;
  /** Time of day; empty where there is none. */
  readonly clock: string;
  /** As the API sent it. */
  readonly iso: string | null;
  /** What was current then, in words. */
  readonly currentThen: string;
  readonly details: readonly Detail[];
  /** The droplet that it is about: entries of the same one belong together. */
  readonly droplet: string | null;
  /** Whether that droplet can be shown. */
  readonly canOpen: boolean;
  /** The button that assigns what was current then; null where there is nothing to go back to. */
  readonly goBack: { readonly label: string; readonly description: string } | null;
  /** From this entry on; what was until then is the band of the next older one. */
  readonly band: Band;
  /** What was current until this entry. */
  readonly bandBefore: Band;
  readonly bars: readonly Bar[];
}

/** The entries of one day, newest first. */
export interface DayView {
  readonly id: string;
  readonly title: string;
  readonly age: string;
  readonly entries: readonly EntryView[];
}

/** What the reader must know about what is not shown. */
export interface HistoryNotice {
  readonly text: string;
  readonly canRetry: boolean;
}

export interface HistoryPanelState {
  readonly texts: HistoryTexts;
  readonly header: PanelHeader;
}

export interface HistoryContent {
  /** Whether it is being read anew, or further back. */
  readonly busy: 'all' | 'older' | 'missing' | null;
  readonly notices: readonly HistoryNotice[];
  /** What is current, in a sentence, and how the band begins. */
  readonly now: { readonly text: string; readonly band: Band };
  readonly days: readonly DayView[];
  readonly hasOlder: boolean;
}

export type HistoryPanelView = PanelView<HistoryPanelState, HistoryContent>;

export type ToHistory = ToPanel<HistoryPanelState, HistoryContent>;

/** What the script of a history wishes for, beside the wishes of all panels. */
export type HistoryWish =
  | { readonly type: 'retry' | 'loadOlder' }
  /** `id` is that of an entry. */
  | { readonly type: 'open' | 'goBack'; readonly id: string };

export type FromHistory = CommonWish | HistoryWish;
