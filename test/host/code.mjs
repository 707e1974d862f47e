#!/usr/bin/env node
// Stands where @vscode/test-electron expects VS Code's executable: the same arguments and exit codes, but the window is a page
// in headless Chromium, and the extension host a process of VS Code's server.
//   VSCODE_HOST=1.100  the host to use      VSCODE_HOST_VERBOSE=1  print the server's and the window's logs
//   VSCODE_HOST_SHOT=f.png  a picture of the window when tests fail
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { startBrowser } from './browser.mjs';
import { hostNamed } from './hosts.mjs';
import { openPage } from './page.mjs';
import { startServer } from './server.mjs';
import { listenToTests } from './testReport.mjs';

const timeLimit = 10 * 60_000;
const isVerbose = Boolean(process.env['VSCODE_HOST_VERBOSE']);

// The other switches that test-electron gives (no sandbox, no updates, no welcome page) hold here anyway.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});
const tests = values.extensionTestsPath;
if (typeof tests !== 'string') {
  throw new Error('--extensionTestsPath is missing.');
}

const host = hostNamed(process.env['VSCODE_HOST']);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
/** @type {import('./server.mjs').VSCodeServer | undefined} */
let server;
/** @type {import('playwright-core').BrowserContext | undefined} */
let browser;
/** @type {number | undefined} what the tests themselves reported */
let reported;
/** @type {Promise<never> | undefined} */
let ending;

/**
 * Ends everything, once.
 * @param {number} exitCode
 * @param {string} [problem]
 */
function end(exitCode, problem) {
  ending ??= (async () => {
    if (problem) {
      console.error(problem);
    }
    const picture = process.env['VSCODE_HOST_SHOT'];
    if (exitCode !== 0 && picture) {
      await browser?.pages()[0]?.screenshot({ path: picture, timeout: 5000 }).catch(console.error);
    }
    await Promise.race([browser?.close(), sleep(5000)]);
    await server?.stop();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
    process.exit(exitCode);
  })();
}

/** @param {string} problem */
function endWithoutReport(problem) {
  end(reported ?? 1, reported === undefined ? problem : undefined);
}

process.on('SIGINT', () => end(130));
process.on('SIGTERM', () => end(143));
process.on('SIGHUP', () => end(129));
process.on('unhandledRejection', (error) => end(1, format(error)));
setTimeout(
  () => end(124, `The tests did not end within ${timeLimit / 60_000} minutes.`),
  timeLimit,
);

const runner = listenToTests(scratch, path.resolve(tests), (exitCode) => {
  reported = exitCode;
  // The window closes by itself once the extensions are deactivated; should it not, the tests' word counts.
  setTimeout(() => end(exitCode), 15_000);
});
const userData = values['user-data-dir'];
const extensions = values['extensions-dir'];
server = await startServer({
  host,
  folders: {
    userData: typeof userData === 'string' ? userData : path.join(scratch, 'user'),
    extensions: typeof extensions === 'string' ? extensions : path.join(scratch, 'extensions'),
    runtime: path.join(scratch, 'server'),
  },
  onOutput: (text) => {
    if (isVerbose) {
      process.stderr.write(text);
    }
    // The window would wait for hours for an extension host that died to come back.
    const death = /Extension Host Process exited with code: (\S+), signal: (\S+)\./.exec(text);
    if (death) {
      const problem = `The extension host ended (${death[1]}, ${death[2]}) before its tests did.`;
      setTimeout(() => endWithoutReport(problem), 5000);
    }
  },
});
const { ended, log } = server;
void ended.then((how) => end(1, `VS Code's server ended by itself (${how}).\n${log()}`));

// Part of VS Code's state is the browser's: it lies where the rest of it does.
const profileFolder = path.join(typeof userData === 'string' ? userData : scratch, 'chromium');
browser = await startBrowser({ profileFolder });
browser.on('close', () => end(1, 'The browser closed.'));
const page = browser.pages()[0] ?? (await browser.newPage());
page.on('crash', () => end(1, 'The page of VS Code crashed.'));
// The page calls these two by their names when it runs tests.
await page.exposeFunction(
  'codeAutomationLog',
  (/** @type {string} */ level, /** @type {unknown[]} */ parts) => {
    if (isVerbose && !ending) {
      console.error(`[${level}] ${format(...parts)}`);
    }
  },
);
await page.exposeFunction('codeAutomationExit', () =>
  endWithoutReport('The tests did not report an end.'),
);

const developed = (values.extensionDevelopmentPath ?? [])
  .filter((folder) => typeof folder === 'string')
  .map((folder) => path.resolve(folder));
const folder = positionals[0];
await openPage(page, server, {
  folder: folder === undefined ? undefined : path.resolve(folder),
  development: {
    // VS Code 1.100 loads one extension in development only, but lets tests lie outside it.
    extensions: host.name === '1.100' ? developed : [...developed, runner.extension],
    tests: runner.module,
  },
});
