import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startBrowser } from '../../host/browser.mjs';
import { registerExtensions } from '../../host/environment.mjs';
import { hostNamed, root } from '../../host/hosts.mjs';
import { openPage } from '../../host/page.mjs';
import { startServer } from '../../host/server.mjs';
import { installVsix } from '../../host/vsix.mjs';
import { extensionId, logErrors, readLogs } from '../../run/logs.mjs';
import { findTokens } from '../../run/tokens.mjs';
import { capture } from '../../support/captures.ts';
import { recordFrames, withoutSecretStorage } from './frames.ts';
import { Workbench } from './workbench.ts';

type Settings = Readonly<Record<string, unknown>>;

export interface SessionOptions {
  /** In addition to those that keep VS Code silent. */
  readonly settings?: Settings;
  /** The folder or the .code-workspace to open; without one the window is empty. */
  readonly folder?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Folders of extensions to be installed; the project's own by default. */
  readonly extensions?: readonly string[];
  /** A packaged extension to be installed instead. */
  readonly vsix?: string;
  /** Called with the page before VS Code is opened in it. */
  readonly beforeOpening?: (page: Page) => Promise<void>;
}

/** A VS Code of its own, in which the extension is installed, opened in a browser of its own. */
export interface Session {
  readonly workbench: Workbench;
  readonly page: Page;
  /** Opens another window of this VS Code, with a storage for secrets of its own. */
  openWindow(): Promise<Workbench>;
  /** Where VS Code keeps what is installed. */
  readonly extensionsFolder: string;
  /** Errors of the extension: in the logs, and in the page's console. */
  errors(expected?: readonly string[]): readonly string[];
  /** The requests that the extension made, in order, as its log tells them: `GET /v3/apps`. */
  requests(): readonly string[];
  /** All that VS Code and the extension, which logs all it can, have logged. */
  logs(): string;
  /** Ends browser and server, and removes what they wrote, where there must be no token. */
  close(): Promise<void>;
}

/** Starts VS Code and waits until its window is ready: about 5 s. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
  const folders = {
    userData: path.join(scratch, 'user'),
    extensions: path.join(scratch, 'extensions'),
    runtime: path.join(scratch, 'server'),
  };
  if (options.vsix) {
    installVsix(hostNamed(), folders, options.vsix);
  } else {
    registerExtensions(folders.extensions, options.extensions ?? [root]);
  }
  const settings = { ...options.settings };
  const server = await startServer({ host: hostNamed(), folders, settings });
  const profileFolder = path.join(scratch, 'chromium');
  const browser = await startBrowser({
    profileFolder,
    ...(options.viewport ? { viewport: options.viewport } : {}),
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const consoleErrors = collectConsoleErrors(page);
  const frames = recordFrames(page);
  await options.beforeOpening?.(page);
  await openPage(page, server, { folder: options.folder, logLevel: `${extensionId}:trace` });
  const workbench = new Workbench(page);
  await workbench.ready();
  return {
    workbench,
    page,
    openWindow: async () => {
      const other = await browser.newPage();
      await openPage(other, server, { logLevel: `${extensionId}:trace` });
      const window = new Workbench(other);
      await window.ready();
      return window;
    },
    extensionsFolder: folders.extensions,
    errors: (expected) => [...logErrors(folders.userData, expected), ...consoleErrors],
    requests: () => requestsIn(readLogs(folders.userData, extensionId)),
    logs: () => readLogs(folders.userData),
    close: async () => {
      await browser.close();
      await server.stop();
      capture(`${path.basename(scratch)}.txt`, withoutSecretStorage(frames()));
      // Not where the extension is installed: a packaged sample knows how tokens begin.
      const found = [folders.userData, profileFolder, folders.runtime].flatMap(findTokens);
      fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
      assert.deepEqual(found, []);
    },
  };
}

function requestsIn(log: string): readonly string[] {
  return [...log.matchAll(/\[debug\] ((?:GET|POST|PUT|PATCH|DELETE) \S+)/g)].map(
    ([, request]) => request ?? '',
  );
}

/** VS Code's own errors are none of ours: it misses, for one, the files that only Microsoft's servers have. */
const isOurs = /cf-droplets|cfDroplets|Extension Host|Content Security Policy/;

function collectConsoleErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`page: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && isOurs.test(message.text())) {
      errors.push(`console: ${message.text()}`);
    }
  });
  return errors;
}
