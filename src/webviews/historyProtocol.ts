import type { HistoryTexts } from '../wording/history/texts.ts';
import type { CommonWish, Mark, PanelHeader, PanelView, ToPanel } from './frame.ts';

// Messages between the extension and the script of an app's history, in addition to
// those of all panels.

/**
 * What the band shows: the droplet that was current, if known. `now` is today's current droplet.
 */
export type Band =
  { readonly kind: 'now' | 'earlier'; readonly droplet: string } | { readonly kind: 'unknown' };

/** A deployment's bar where it crosses an entry. Overlapping bars appear next to each other. */
export interface Bar {
  readonly column: 0 | 1;
  readonly mark: Mark;
  /** Whether this entry's deployment starts here. */
  readonly isStart: boolean;
  /** Whether it ends before the next newer entry. */
  readonly isEnd: boolean;
}

/** A row of the details: a label and its value. */
export interface Detail {
  readonly label: string;
  readonly value: string;
  readonly isCode: boolean;
}

/** One line of the timeline. */
export interface EntryView {
  readonly id: string;
  readonly kind: 'droplet' | 'build' | 'package' | 'assignment' | 'deployment' | 'revision';
  readonly mark: Mark;
  readonly title: string;
  /** A word for its status; empty if it has only one. */
  readonly word: string;
  readonly summary: string;
  /** Time of day; empty if unknown. */
  readonly clock: string;
  /** As the API sent it. */
  readonly iso: string | null;
  /** What was current then, in words. */
  readonly currentThen: string;
  readonly details: readonly Detail[];
  /** The droplet that it is about; entries of the same droplet are highlighted together. */
  readonly droplet: string | null;
  /** Whether that droplet can be shown. */
  readonly canOpen: boolean;
  /** The button that assigns what was current then; null if there is nothing to go back to. */
  readonly goBack: { readonly label: string; readonly description: string } | null;
  /** From this entry on; the next older entry's band shows what was current until then. */
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

/** What the user must know about hidden content. */
export interface HistoryNotice {
  readonly text: string;
  readonly canRetry: boolean;
}

export interface HistoryPanelState {
  readonly texts: HistoryTexts;
  readonly header: PanelHeader;
}

export interface HistoryContent {
  /** Whether it is being read again, or further back. */
  readonly busy: 'all' | 'older' | 'missing' | null;
  readonly notices: readonly HistoryNotice[];
  /** A sentence about what is current, and how the band starts. */
  readonly now: { readonly text: string; readonly band: Band };
  readonly days: readonly DayView[];
  readonly hasOlder: boolean;
}

export type HistoryPanelView = PanelView<HistoryPanelState, HistoryContent>;

export type ToHistory = ToPanel<HistoryPanelState, HistoryContent>;

/** What a history's script can ask for, in addition to what any panel's script can. */
export type HistoryWish =
  | { readonly type: 'retry' | 'loadOlder' }
  /** `id` of an entry. */
  | { readonly type: 'open' | 'goBack'; readonly id: string };

export type FromHistory = CommonWish | HistoryWish;
