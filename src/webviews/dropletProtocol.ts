import type { Json } from '../cloudfoundry/json.ts';
import type { DropletPanelTexts } from '../wording/dropletPanelTexts.ts';
import type { CommonWish, Mark, PanelHeader, PanelView, ToPanel } from './frame.ts';

// Messages between the extension and a droplet's script, in addition to those of all panels. The
// extension masks secrets in what it sends.

/** A text to show. A secret contains its mask until it is revealed. */
export type ShownValue =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'secret';
      /**
       * JSON pointer into the droplet, or our own into another droplet; used to reveal and
       * hide the secret.
       */
      readonly pointer: string;
      readonly text: string;
      readonly isRevealed: boolean;
    }
  /** The API withholds the value; the text is its mark. */
  | { readonly kind: 'hidden'; readonly text: string }
  /** There is no value; the text says so. */
  | { readonly kind: 'none'; readonly text: string };

/** `absolute` and `relative` are localized; `iso` is the API's text. */
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
  /** With the current droplet, if that is another one. */
  readonly canCompare: boolean;
}

/** One of package, build, droplet, assigned, deployed. A missing stage says why. */
export interface StageView {
  readonly title: string;
  readonly mark: Mark;
  readonly word: string;
  readonly at: Moment | null;
  readonly duration: string | null;
  readonly who: string | null;
  readonly notes: readonly string[];
}

/** A label and its value. */
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
      /** A sentence about hidden content. */
      readonly note?: string | null;
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly ShownValue[])[];
      /** A sentence about hidden content. */
      readonly note?: string | null;
    }
  | {
      /** What an assignment of the droplet would change, or why that is unknown. */
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

/** One difference: the current value, the new value, and a word for the change. */
export interface ChangeRow {
  readonly subject: string;
  readonly from: ShownValue;
  readonly to: ShownValue;
  readonly word: string;
}

/**
 * The droplet as sent, masked, with the places of the masks and of the API's own marks
 * (JSON pointers).
 */
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
  /** What the user must know about the content: incomplete, or not refreshed. */
  readonly notice: string | null;
  readonly stages: readonly StageView[];
  readonly sections: readonly Section[];
  readonly document: Document;
}

export type DropletView = PanelView<DropletState, DropletContent>;

export type ToDroplet = ToPanel<DropletState, DropletContent>;

/** What a droplet's script can ask for, in addition to what any panel's script can. */
export type DropletWish =
  | { readonly type: 'assign' | 'openJson' | 'compare' }
  | { readonly type: 'revealAll' | 'hideAll' | 'copyGuid' | 'copyJson' }
  | { readonly type: 'reveal' | 'hide' | 'copyValue'; readonly pointer: string };

export type FromDroplet = CommonWish | DropletWish;
