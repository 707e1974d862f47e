import type { Json } from '../cloudfoundry/json.ts';
import type { DropletPanelTexts } from '../wording/dropletPanelTexts.ts';

// What extension and webview say to each other; both ends import this file. The extension sends finished, localized
// text in which secrets are masked; the webview sends wishes. Neither end trusts the shape of what it gets.

/** A text to show. What is secret holds its mask until it is revealed. */
export type Shown =
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

/** How something stands, as icon and color tell it; a word always stands beside it. */
export type Outcome = 'done' | 'running' | 'failed' | 'ended' | 'missing';

export interface Header {
  readonly app: string;
  /** Organization and space, as far as known. */
  readonly place: string;
  readonly foundation: string;
  readonly guid: string;
  readonly state: string;
  readonly outcome: Outcome;
  readonly isCurrent: boolean;
  readonly canAssign: boolean;
  /** With the current droplet, which is another one. */
  readonly canCompare: boolean;
}

/** One of package, build, droplet, assigned, deployed. A missing one says why. */
export interface StageView {
  readonly title: string;
  readonly outcome: Outcome;
  readonly word: string;
  readonly at: Moment | null;
  readonly duration: string | null;
  readonly who: string | null;
  readonly notes: readonly string[];
}

/** A value with what it is a value of. */
export interface Field {
  readonly label: string;
  readonly values: readonly Shown[];
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
      readonly rows: readonly (readonly Shown[])[];
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
  readonly from: Shown;
  readonly to: Shown;
  readonly word: string;
}

/** The droplet as sent, masked, with where the masks and the API's own marks are (JSON pointers). */
export interface Document {
  readonly json: Json;
  readonly secrets: readonly { readonly pointer: string; readonly isRevealed: boolean }[];
  readonly hidden: readonly string[];
}

interface State {
  readonly texts: DropletPanelTexts;
  readonly header: Header;
}

export type ToWebview =
  | ({ readonly type: 'loading' } & State)
  | ({ readonly type: 'failed'; readonly message: string } & State)
  | ({
      readonly type: 'shown';
      readonly isRefreshing: boolean;
      /** What the reader must know about what is shown: not whole, or not refreshed. */
      readonly notice: string | null;
      readonly stages: readonly StageView[];
      readonly sections: readonly Section[];
      readonly document: Document;
    } & State)
  /** For screen readers and a passing line: something the user asked for is done. */
  | { readonly type: 'announce'; readonly text: string };

export type FromWebview =
  /** The script runs and listens: everything sent before is lost. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' | 'assign' | 'openJson' | 'compare' }
  | { readonly type: 'revealAll' | 'hideAll' | 'copyGuid' | 'copyJson' }
  | { readonly type: 'reveal' | 'hide' | 'copyValue'; readonly pointer: string };
