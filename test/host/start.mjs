#!/usr/bin/env node
// `npm start`: opens a real VS Code with the extension, and in it the sample foundation. What is changed in the code is rebuilt;
// a reload of the page or window runs it.
//   node test/host/start.mjs [--port=8787] [--browser]
// The desktop's VS Code is used where there is one; else, or with --browser, one from npm is served to a browser.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCodeServer } from './codeServer.mjs';
import { findDesktop, openDesktop } from './desktop.mjs';
import { registerExtensions } from './environment.mjs';
import { hostNamed, root } from './hosts.mjs';
import { ensureHost } from './installHost.mjs';

const usualPort = 8787;
/** Opens the sample foundation at start-up; not part of the product. */
const starter = path.join(root, 'test/host/starter');

const { values } = parseArgs({
  options: { port: { type: 'string' }, browser: { type: 'boolean' } },
});
// Before the build, so that a signal during it ends us the same way.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const signaled = Promise.race(signals.map((signal) => once(process, signal).then(() => undefined)));
await startBuilder();
const desktop = values.browser ? undefined : findDesktop();
if (desktop) {
  await openDesktop(desktop, [root, starter]);
  console.log(
    'Opened a window of VS Code with Cloud Foundry Droplets and its sample foundation.\n' +
      '"Developer: Reload Window" runs changed code. Ctrl+C ends the builds; the window stays.',
  );
  await signaled;
} else {
  await serve();
}
process.exit();

/** Builds, and goes on to build what changes: in a process of its own, which ends when we do. */
async function startBuilder() {
  const child = fork(path.join(root, 'esbuild.mjs'), ['--watch', '--quiet']);
  const ended = once(child, 'exit').then(() => ({ isGood: false }));
  /** @type {Promise<{ isGood: boolean }>} */
  const firstBuild = once(child, 'message').then(([message]) => message);
  const { isGood } = await Promise.race([
    firstBuild,
    ended,
    signaled.then(() => ({ isGood: false })),
  ]);
  if (!isGood) {
    process.exit(1);
  }
}

async function serve() {
  const host = hostNamed();
  ensureHost(host);
  const dataFolder = path.join(root, '.vscode-host-data');
  registerExtensions(path.join(dataFolder, 'extensions'), [root, starter]);
  const server = await startOnPort({ host, dataFolder });
  console.log(
    `VS Code with Cloud Foundry Droplets is at\n\n  ${server.address}\n\n` +
      'Keep the address to yourself: whoever has it can use this VS Code.\n' +
      'Reload the page to run changed code. Ctrl+C ends it all.',
  );
  const failure = await Promise.race([server.ended, signaled]);
  await server.stop();
  if (failure !== undefined) {
    throw new Error(`VS Code ended by itself (${failure}).`);
  }
}

/**
 * The browser keeps VS Code's state by address, so the port is always the same, unless somebody else has it.
 * @param {{ host: import('./hosts.mjs').Host, dataFolder: string }} options
 */
async function startOnPort(options) {
  try {
    return await startCodeServer({ ...options, port: Number(values.port ?? usualPort) });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) {
      throw error;
    }
    if (values.port !== undefined) {
      throw new Error(`Port ${values.port} is taken. Without --port another one is found.`, {
        cause: error,
      });
    }
    return startCodeServer({ ...options, port: 0 });
  }
}
