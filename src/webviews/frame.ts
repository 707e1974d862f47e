// Messages between every panel and its script; both ends import this file. The extension
// sends finished, localized text, the script sends wishes. Neither end trusts the shape of
// what it receives.

/** A status, shown by icon and color; there is always a word next to it. */
export type Mark = 'done' | 'running' | 'failed' | 'ended' | 'missing';

/** The names of the panel's app and its place. */
export interface PanelHeader {
  readonly app: string;
  /** Organization and space, if known. */
  readonly place: string;
  readonly foundation: string;
}

/** The part of every message that draws the page: each message suffices to draw it. */
export interface PanelState {
  readonly texts: { readonly loading: string; readonly failed: string; readonly retry: string };
  readonly header: PanelHeader;
}

/** What a panel shows: loading, failed, or loaded content. */
export type PanelView<State extends PanelState, Content> =
  | ({ readonly type: 'loading' } & State)
  | ({ readonly type: 'failed'; readonly message: string } & State)
  | ({ readonly type: 'shown' } & State & Content);

/** For screen readers and a brief message: something that the user asked for is done. */
export interface Announce {
  readonly type: 'announce';
  readonly text: string;
}

export type ToPanel<State extends PanelState, Content> = PanelView<State, Content> | Announce;

/** What the script of any panel can ask for. */
export type CommonWish =
  /** The script is running and listening: everything sent earlier is lost. */
  { readonly type: 'ready' } | { readonly type: 'refresh' };

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a message from a panel's script, dropping unknown properties; null if it isn't one of ours.
 */
export function toWish<Own>(
  value: unknown,
  toOwn: (fields: Fields) => Own | null,
): CommonWish | Own | null {
  if (!isRecord(value)) return null;
  const { type } = value;
  return type === 'ready' || type === 'refresh' ? { type } : toOwn(value);
}

/** Whether this is a message from the extension that a panel's script knows. */
export function isToPanel(
  value: unknown,
  isHeader: (header: Fields) => boolean,
  isContent: (fields: Fields) => boolean,
): boolean {
  if (!isRecord(value)) return false;
  const { header, message, text, texts, type } = value;
  if (type === 'announce') return typeof text === 'string';
  const isDrawn =
    isRecord(texts) &&
    Object.values(texts).every((each) => typeof each === 'string') &&
    isRecord(header) &&
    hasTexts(header, 'app', 'place', 'foundation') &&
    isHeader(header);
  switch (type) {
    case 'loading':
      return isDrawn;
    case 'failed':
      return isDrawn && typeof message === 'string';
    case 'shown':
      return isDrawn && isContent(value);
  }
  return false;
}

export function hasTexts(fields: Fields, ...keys: readonly string[]): boolean {
  return keys.every((key) => typeof fields[key] === 'string');
}

export function isListOf(value: unknown, isItem: (item: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && isItem(item));
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
