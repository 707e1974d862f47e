import type { Page } from 'playwright-core';
import { recordFrames } from './frames.ts';

/** What VS Code's page was sent by its server, where the extension runs, and what its frames were told. */
export interface Traffic {
  /** All bytes that came in through WebSockets, as text; whatever the extension says comes this way. */
  received(): string;
  /** All messages that any frame was sent. */
  messages(): Promise<string>;
  /** The documents of all frames. */
  documents(): Promise<string>;
}

/** Begins to record; to be called before the page is opened. */
export async function recordTraffic(page: Page): Promise<Traffic> {
  const received = recordFrames(page);
  const messages: string[] = [];
  await page.exposeFunction('recordMessage', (text: string) => messages.push(text));
  await page.addInitScript(() => {
    const tell: (text: string) => void = Reflect.get(window, 'recordMessage');
    const record = (event: MessageEvent<unknown>) => tell(JSON.stringify(event.data) ?? '');
    window.addEventListener('message', record, true);
    // VS Code sends a webview its messages through a port, which has one handler.
    const handler = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      ...handler,
      set(this: MessagePort, handle: unknown) {
        this.addEventListener('message', record);
        handler?.set?.call(this, handle);
      },
    });
  });
  return {
    received,
    messages: async () => messages.join('\n'),
    documents: async () => {
      const documents = await Promise.all(
        page.frames().map((frame) => frame.content().catch(() => '')),
      );
      return documents.join('\n');
    },
  };
}
