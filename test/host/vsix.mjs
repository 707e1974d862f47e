// Installs a packaged extension as a user does, with VS Code's own command line.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { prepareFolders, serverEnvironment } from './environment.mjs';
import { hostParts } from './hosts.mjs';

/**
 * @param {import('./hosts.mjs').Host} host
 * @param {import('./environment.mjs').ServerFolders} folders
 * @param {string} vsix
 */
export function installVsix(host, folders, vsix) {
  prepareFolders(folders);
  const parts = hostParts(host.folder);
  const args = [
    path.join(parts.vscode, 'out/server-main.js'),
    `--install-extension=${vsix}`,
    `--server-data-dir=${folders.runtime}`,
    `--user-data-dir=${folders.userData}`,
    `--extensions-dir=${folders.extensions}`,
    '--accept-server-license-terms',
    '--disable-telemetry',
  ];
  const env = serverEnvironment(folders.runtime);
  const { status, stdout, stderr } = spawnSync(parts.node, args, { env, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
  }
}
