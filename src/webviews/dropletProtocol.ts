import type { Json } from '../cloudfoundry/json.ts';
import type { DropletPanelTexts } from '../wording/dropletPanelTexts.ts';
import type { CommonWish, Mark, PanelHeader, PanelView, ToPanel } from './frame.ts';

// What extension and script of a droplet say to each other, beside what all panels do. In what the extension sends,
// secrets are masked.

/** A text to show. What is secret holds its mask until it is revealed. */
export type ShownValue =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'secret';
      /** JSON pointer into the droplet, or one of ours into another, by which it is revealed and hidden again. */
      readonly pointer: string;
      readonly text: string;
      readonly isRevealed: boolean;
    }
  /** The API withholds it; the text is its mark. */
  | { readonly kind: 'hidden'; readonly text: string }
  /** Nothing is there; the text says so. */
  | { readonly kind: 'none'; readonly text: string };

/** `absolute` and `relative` are localized; `iso` is what the API sent. */
export interface Moment {
  readonly iso: string;
  readonly absolute: string;
  readonly relative: string;
}

export interface Header extends PanelHeader {
  readonly guid: string;
  readonly state: string;
  readonly mark: Mark;
  readonly isCurrent: boolean;
  readonly canAssign: boolean;
  /** With the current droplet, which is another one. */
  readonly canCompare: boolean;
}

/** One of package, build, droplet, assigned, deployed. A missing one says why. */
export interface StageView {
  readonly title: string;
  readonly mark: Mark;
  readonly word: string;
  readonly at: Moment | null;
  readonly duration: string | null;
  readonly who: string | null;
  readonly notes: readonly string[];
}

/** A value with what it is a value of. */
export interface Field {
  readonly label: string;
  readonly values: readonly ShownValue[];
  readonly isCode: boolean;
}

export type Section =
  | {
      readonly kind: 'fields';
      readonly title: string;
      readonly fields: readonly Field[];
      /** A sentence about what is not shown. */
      readonly note?: string | null;
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly ShownValue[])[];
      /** A sentence about what is not shown. */
      readonly note?: string | null;
    }
  | {
      /** What an assignment of the droplet would change, or why there is nothing to tell. */
      readonly kind: 'changes';
      readonly title: string;
      /** Sentences. */
      readonly summary: readonly string[];
      readonly warnings: readonly string[];
      readonly columns: readonly string[];
      readonly rows: readonly ChangeRow[];
      /** Sentences about the rows. */
      readonly notes: readonly string[];
      readonly effects: readonly Field[];
    };

/** One difference: what is now, what would be, and in a word what becomes of it. */
export interface ChangeRow {
  readonly subject: string;
  readonly from: ShownValue;
  readonly to: ShownValue;
  readonly word: string;
}

/** The droplet as sent, masked, with where the masks and the API's own marks are (JSON pointers). */
export interface Document {
  readonly json: Json;
  readonly secrets: readonly { readonly pointer: string; readonly isRevealed: boolean }[];
  readonly hidden: readonly string[];
}

export interface DropletState {
  readonly texts: DropletPanelTexts;
  readonly header: Header;
}

export interface DropletContent {
  readonly isRefreshing: boolean;
  /** What the reader must know about what is shown: not whole, or not refreshed. */
  readonly notice: string | null;
  readonly stages: readonly StageView[];
  readonly sections: readonly Section[];
  readonly document: Document;
}

export type DropletView = PanelView<DropletState, DropletContent>;

export type ToDroplet = ToPanel<DropletState, DropletContent>;

/** What the script of a droplet wishes for, beside the wishes of all panels. */
export type DropletWish =
  | { readonly type: 'assign' | 'openJson' | 'compare' }
  | { readonly type: 'revealAll' | 'hideAll' | 'copyGuid' | 'copyJson' }
  | { readonly type: 'reveal' | 'hide' | 'copyValue'; readonly pointer: string };

export type FromDroplet = CommonWish | DropletWish;
