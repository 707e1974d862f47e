import { EventEmitter, once } from 'node:events';

/** Holds back whoever waits for it, until it is opened. */
export class Gate {
  readonly #emitter = new EventEmitter().setMaxListeners(100);
  #isOpen = false;

  async passed(): Promise<void> {
    if (!this.#isOpen) await once(this.#emitter, 'open');
  }

  open(): void {
    this.#isOpen = true;
    this.#emitter.emit('open');
  }
}
