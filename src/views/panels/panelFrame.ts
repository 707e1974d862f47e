import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Announce, CommonWish } from '../../webviews/frame.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

interface AnyWish {
  readonly type: string;
}

/** What a panel loads, shows and does for its script; one for each open panel. */
export interface PanelContent<Wish extends AnyWish, View> {
  /** Everything that the page shows now. */
  readonly view: () => View;
  /** Which droplet it shows as the current one; unknown while it shows none. */
  readonly current: () => CurrentDroplet;
  /** Asks for everything afresh. What is shown stays until the answer is there, and when it does not come. Never rejects. */
  readonly load: () => Promise<void>;
  /** Does what the script wishes for. */
  readonly take: (wish: Wish) => Promise<void>;
  /** Gives up what is under way: the panel is closed. */
  readonly dispose: () => void;
}

/** What the content of a panel is given. */
export interface PanelHandle<Row> {
  /** What the panel was last opened for. */
  readonly row: Row;
  /** Shows what is to be shown now. */
  draw(): void;
  /** Tells in passing, to screen readers too, that something is done. */
  announce(text: string): void;
  /** For what went wrong. */
  log(message: string): void;
}

/** The ways from and to a panel's script. */
interface PanelWire<Wish extends AnyWish, View> {
  /** Reads a message; null where it is none of ours. */
  readonly read: (message: unknown) => Wish | CommonWish | null;
  readonly post: (message: View | Announce) => void;
  readonly log: (message: string) => void;
}

/**
 * What all panels have in common, without the window: a page is drawn when it says that it is ready (which it says again
 * whenever it was hidden and is looked at anew), when its content changes, and when it is opened once more.
 */
export class PanelFrame<Row, Wish extends AnyWish, View> implements PanelHandle<Row> {
  readonly #wire: PanelWire<Wish, View>;
  readonly #content: PanelContent<Wish, View>;
  #row: Row;

  constructor(
    wire: PanelWire<Wish, View>,
    row: Row,
    toContent: (handle: PanelHandle<Row>) => PanelContent<Wish, View>,
  ) {
    this.#wire = wire;
    this.#row = row;
    this.#content = toContent(this);
  }

  get row(): Row {
    return this.#row;
  }

  get current(): CurrentDroplet {
    return this.#content.current();
  }

  /** Shows it for a row again: what is known around it may have changed since. Asks for nothing. */
  show(row: Row): void {
    this.#row = row;
    this.draw();
  }

  draw(): void {
    this.#wire.post(this.#content.view());
  }

  announce(text: string): void {
    this.#wire.post({ type: 'announce', text });
  }

  log(message: string): void {
    this.#wire.log(message);
  }

  async load(): Promise<void> {
    await this.#content.load();
  }

  /** Takes a message from the script. Its failures are logged: the page shows what it showed. */
  async receive(message: unknown): Promise<void> {
    const wish = this.#wire.read(message);
    if (wish === null) {
      this.log('ignored a message that is none of ours');
      return;
    }
    try {
      if (!isCommon(wish)) await this.#content.take(wish);
      else if (wish.type === 'ready') this.draw();
      else await this.load();
    } catch (error) {
      this.log(reasonOf(error));
    }
  }

  dispose(): void {
    this.#content.dispose();
  }
}

function isCommon(wish: AnyWish): wish is CommonWish {
  return wish.type === 'ready' || wish.type === 'refresh';
}
