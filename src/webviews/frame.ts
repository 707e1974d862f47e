// What every panel and its script say to each other; both ends import this file. The extension sends finished, localized
// text, the script sends wishes. Neither end trusts the shape of what it gets.

/** How something stands, as icon and color tell it; a word always stands beside it. */
export type Mark = 'done' | 'running' | 'failed' | 'ended' | 'missing';

/** Whose panel it is, in names. */
export interface PanelHeader {
  readonly app: string;
  /** Organization and space, as far as known. */
  readonly place: string;
  readonly foundation: string;
}

/** What every message that draws the page carries: it is drawn from one message alone. */
export interface PanelState {
  readonly texts: { readonly loading: string; readonly failed: string; readonly retry: string };
  readonly header: PanelHeader;
}

/** What a panel shows: not yet there, not to be had, or there. */
export type PanelView<State extends PanelState, Content> =
  | ({ readonly type: 'loading' } & State)
  | ({ readonly type: 'failed'; readonly message: string } & State)
  | ({ readonly type: 'shown' } & State & Content);

/** For screen readers and a passing line: something the user asked for is done. */
export interface Announce {
  readonly type: 'announce';
  readonly text: string;
}

export type ToPanel<State extends PanelState, Content> = PanelView<State, Content> | Announce;

/** What the script of any panel may wish for. */
export type CommonWish =
  /** The script runs and listens: everything sent before is lost. */
  { readonly type: 'ready' } | { readonly type: 'refresh' };

export type Fields = Readonly<Record<string, unknown>>;

/** Reads what the script of a panel says; null where it is no message of ours. Nothing else of it is taken along. */
export function toWish<Own>(
  value: unknown,
  toOwn: (fields: Fields) => Own | null,
): CommonWish | Own | null {
  if (!isRecord(value)) return null;
  const { type } = value;
  return type === 'ready' || type === 'refresh' ? { type } : toOwn(value);
}

/** Whether the extension says something that the script of a panel knows. */
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
