// VS Code for people: code-server's own front, which lets SecretStorage survive a reload of the page. It listens on a Unix
// socket in a folder of ours alone, so nobody reaches it but through the gate.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareFolders, serverEnvironment } from './environment.mjs';
import { openGate } from './gate.mjs';
import { hostParts, root } from './hosts.mjs';
import { startProcessGroup } from './processGroup.mjs';

/**
 * @typedef {object} CodeServer
 * @property {string} address  opens VS Code in one click
 * @property {Promise<string>} ended  resolves with the server's exit code or signal
 * @property {() => Promise<void>} stop
 */

/**
 * Starts it with what lies in the data folder: `user`, `extensions` and caches. Its settings and state stay there.
 * @param {{ host: import('./hosts.mjs').Host, dataFolder: string, port: number }} options
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({ host, dataFolder, port }) {
  // Sockets' paths must be short, and the project may lie deep.
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
  const folders = {
    userData: path.join(dataFolder, 'user'),
    extensions: path.join(dataFolder, 'extensions'),
    runtime,
  };
  const socketPath = path.join(runtime, 'front.sock');
  const gate = await openGate({ port, socketPath }).catch((error) => {
    fs.rmSync(runtime, { recursive: true });
    throw error;
  });
  prepareFolders(folders);
  const parts = hostParts(host.folder);
  const caches = path.join(dataFolder, 'caches');
  const config = path.join(dataFolder, 'config.yaml'); // else it would write one into the home folder
  fs.writeFileSync(config, 'auth: none\ncert: false\n');
  const args = [
    '--require',
    path.join(root, 'test/host/guard.cjs'),
    parts.front,
    `--config=${config}`,
    '--auth=none',
    `--socket=${socketPath}`,
    '--socket-mode=600',
    `--session-socket=${path.join(runtime, 'session.sock')}`,
    `--user-data-dir=${folders.userData}`,
    `--extensions-dir=${folders.extensions}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
  ];
  const env = {
    ...serverEnvironment(runtime),
    XDG_DATA_HOME: caches,
    XDG_CONFIG_HOME: caches,
    XDG_CACHE_HOME: caches,
  };
  const group = startProcessGroup(parts.node, args, { env });
  const stop = async () => {
    gate.close();
    await group.stop();
    fs.rmSync(runtime, { recursive: true, force: true });
  };
  try {
    await group.printed(/(HTTP server listening on)/);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: gate.address, ended: group.ended, stop };
}
