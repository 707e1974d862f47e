#!/usr/bin/env node
// `npm start`: opens a real VS Code with the extension, and in it the sample foundation.
//   node test/host/start.mjs [--port=8787] [--browser]
// The desktop's VS Code is used where there is one; else, or with --browser, one from npm is served to a browser.
import { spawnSync } from 'node:child_process';
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
build();
const desktop = values.browser ? undefined : findDesktop();
if (desktop) {
  await openDesktop(desktop, [root, starter]);
  console.log('Opened a window of VS Code with Cloud Foundry Droplets and its sample foundation.');
} else {
  await serve();
}

function build() {
  const script = path.join(root, 'esbuild.mjs');
  const built = spawnSync(process.execPath, [script, '--quiet'], { stdio: 'inherit' });
  if (built.status !== 0) {
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
      'Keep the address to yourself: whoever has it can use this VS Code. Ctrl+C ends it.',
  );
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const signalled = signals.map((signal) => once(process, signal).then(() => undefined));
  const failure = await Promise.race([server.ended, ...signalled]);
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
