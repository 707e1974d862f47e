import type { Page } from '../../../../src/cloudfoundry/page.ts';
import type { ListSource } from '../../../../src/explorer/listSource.ts';
import { Gate } from './gate.ts';

export interface Item {
  readonly guid: string;
  readonly name: string;
}

export interface ItemRow {
  readonly guid: string;
  name: string;
}

/** A list as an API pages it: what it holds can change between answers, and answers can be held back or fail. */
export class FakeList {
  items: readonly Item[];
  /** What was asked so far, as `page × size`. */
  readonly asked: string[] = [];
  /** Answers fail with this, from that page on. */
  failure: Error | null = null;
  failsFrom = 1;
  /** Whether answers come although nobody waits for them any more. */
  isDeaf = false;
  #gate: Gate | null = null;

  constructor(count: number) {
    this.items = items(count);
  }

  /** Holds back the answers to what is asked from now on, until the returned function is called. */
  hold(): () => void {
    const gate = new Gate();
    this.#gate = gate;
    return () => {
      this.#gate = null;
      gate.open();
    };
  }

  source(
    pageSize: number,
    matches: ((item: Item) => boolean) | null = null,
  ): ListSource<Item, ItemRow> {
    return {
      firstPage: (size, signal) => this.#page(1, size, signal),
      toRow: ({ guid, name }) => ({ guid, name }),
      update: (row, { name }) => {
        row.name = name;
      },
      matches,
      pageSize,
    };
  }

  async #page(number: number, size: number, signal: AbortSignal | undefined): Promise<Page<Item>> {
    this.asked.push(`${number} × ${size}`);
    const { failure, items: all } = this;
    await this.#gate?.passed();
    if (!this.isDeaf) signal?.throwIfAborted();
    if (failure && number >= this.failsFrom) throw failure;
    const isLast = number * size >= all.length;
    return {
      resources: all.slice((number - 1) * size, number * size),
      totalResults: all.length,
      next: isLast ? null : (nextSignal) => this.#page(number + 1, size, nextSignal),
    };
  }
}

/** Items `1` to `count`. */
export function items(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => item(index + 1));
}

export function item(number: number, name = `item ${number}`): Item {
  return { guid: String(number), name };
}
