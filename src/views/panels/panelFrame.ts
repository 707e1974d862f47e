import type { CurrentDroplet } from '../../cloudfoundry/resources/app.ts';
import type { Announce, CommonWish } from '../../webviews/frame.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

interface AnyWish {
  readonly type: string;
}

/** What a panel loads, shows and does for its script; one per open panel. */
export interface PanelContent<Wish extends AnyWish, View> {
  /** Everything that the page shows now. */
  readonly view: () => View;
  /** The droplet that it shows as the current one; unknown if it shows none. */
  readonly current: () => CurrentDroplet;
  /**
   * Requests everything again. The old content stays until the answer arrives, and if it
   * doesn't. Never rejects.
   */
  readonly load: () => Promise<void>;
  /** Does what the script asks for. */
  readonly take: (wish: Wish) => Promise<void>;
  /** Cancels requests in progress: the panel is closed. */
  readonly dispose: () => void;
}

/** What a panel offers to its content. */
export interface PanelHandle<Row> {
  /** The row that the panel was last opened for. */
  readonly row: Row;
  /** Redraws the panel with its current content. */
  draw(): void;
  /** Briefly reports that something is done, also to screen readers. */
  announce(text: string): void;
  /** Logs problems. */
  log(message: string): void;
}

/** The connection between a panel and its script. */
interface PanelWire<Wish extends AnyWish, View> {
  /** Reads a message; null if it isn't one of ours. */
  readonly read: (message: unknown) => Wish | CommonWish | null;
  readonly post: (message: View | Announce) => void;
  readonly log: (message: string) => void;
}

/**
 * What all panels have in common, apart from the window. A page is drawn when it says that it is
 * ready (which it repeats whenever it becomes visible again), when its content changes, and when it
 * is opened again.
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

  /** Shows the panel for a row again: the row's data may have changed. Sends no request. */
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

  /** Handles a message from the script. Failures are logged, and the page stays as it is. */
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
