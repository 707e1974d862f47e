import type { Page } from 'playwright-core';

/**
 * Records all bytes that VS Code's page gets through WebSockets: whatever the extension says, to the tree, to its webviews or to
 * anybody else in the window, comes this way. To be called before the page is opened; gives what came so far, a byte a letter.
 */
export function recordFrames(page: Page): () => string {
  const received: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      received.push(typeof payload === 'string' ? payload : payload.toString('latin1'));
    });
  });
  return () => received.join('');
}

/**
 * The frames but for what goes into SecretStorage. In a browser VS Code keeps that in the page's memory, so that is where tokens
 * have to go; on the desktop it is the system's keychain.
 */
export function withoutSecretStorage(frames: string): string {
  const text = String.raw`"(?:[^"\\]|\\.)*"`;
  const call = new RegExp(String.raw`\$setPassword[\s\S]{4}\[(?:${text},){2}${text}\]`, 'g');
  return frames.replaceAll(call, '$setPassword');
}
