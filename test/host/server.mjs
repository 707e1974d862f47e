// VS Code's own server, for tests: nothing in front of it, guarded by a connection token, on a port of the system's choice.
import crypto from 'node:crypto';
import path from 'node:path';
import { prepareFolders, serverEnvironment } from './environment.mjs';
import { hostParts, root } from './hosts.mjs';
import { startProcessGroup } from './processGroup.mjs';

/**
 * @typedef {object} VSCodeServer
 * @property {string} authority  host and port
 * @property {string} token      to be in the page's address
 * @property {() => string} log  what the server printed
 * @property {Promise<string>} ended  resolves with its exit code or signal
 * @property {() => Promise<void>} stop  ends it with its extension hosts
 */

/**
 * Starts the server; resolves once it listens. It writes into the three folders only.
 * @param {object} options
 * @param {import('./hosts.mjs').Host} options.host
 * @param {import('./environment.mjs').ServerFolders} options.folders
 * @param {Record<string, unknown>} [options.settings] in addition to the quiet ones
 * @param {(text: string) => void} [options.onOutput]
 * @returns {Promise<VSCodeServer>}
 */
export async function startServer({ host, folders, settings, onOutput }) {
  prepareFolders(folders, settings);
  const parts = hostParts(host.folder);
  const token = crypto.randomBytes(16).toString('hex');
  const args = [
    '--require',
    path.join(root, 'test/host/guard.cjs'),
    path.join(parts.vscode, 'out/server-main.js'),
    '--host=127.0.0.1',
    '--port=0',
    `--connection-token=${token}`,
    `--server-data-dir=${folders.runtime}`,
    `--user-data-dir=${folders.userData}`,
    `--extensions-dir=${folders.extensions}`,
    '--telemetry-level=off',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-experiments',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--enable-remote-auto-shutdown',
  ];
  const env = serverEnvironment(folders.runtime);
  const group = startProcessGroup(parts.node, args, { env, onOutput });
  const port = await group.printed(/Extension host agent listening on (\d+)/);
  const { log, ended, stop } = group;
  return { authority: `127.0.0.1:${port}`, token, log, ended, stop };
}
