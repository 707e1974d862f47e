// The environment and the folders a VS Code server starts with.
import fs from 'node:fs';
import path from 'node:path';
import { quietSettings } from './hosts.mjs';

/** Where VS Code keeps the list of installed extensions. */
const registry = 'extensions.json';

/**
 * @typedef {object} ServerFolders
 * @property {string} userData    settings and logs
 * @property {string} extensions  installed extensions
 * @property {string} runtime     sockets and caches; its path is to be short
 */

/**
 * This process's environment without what would redirect a VS Code server, and without its marketplace.
 * @param {string} runtimeFolder
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(runtimeFolder) {
  const env = {
    ...process.env,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    VSCODE_PROXY_URI: '',
    // Sockets go where this points, or else into the shared temporary folder.
    XDG_RUNTIME_DIR: runtimeFolder,
    XDG_CACHE_HOME: runtimeFolder,
    TMPDIR: runtimeFolder, // for what extensions of VS Code itself put down and forget
  };
  const misleading = new Set([
    'NODE_OPTIONS',
    'ELECTRON_RUN_AS_NODE',
    'VSCODE_IPC_HOOK_CLI',
    'PORT',
    'PASSWORD',
    'HASHED_PASSWORD',
  ]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !misleading.has(name)));
}

/**
 * Makes the folders, and seeds the settings where there are none yet.
 * @param {ServerFolders} folders
 * @param {Record<string, unknown>} [settings] in addition to the quiet ones
 */
export function prepareFolders(folders, settings = {}) {
  fs.mkdirSync(folders.runtime, { recursive: true, mode: 0o700 });
  writeIfMissing(
    path.join(folders.userData, 'User/settings.json'),
    JSON.stringify({ ...quietSettings(), ...settings }, null, 2),
  );
  // A window that knows its server in time reads settings of machine scope from here, one that does not from above.
  writeIfMissing(
    path.join(folders.userData, 'Machine/settings.json'),
    JSON.stringify(settings, null, 2),
  );
  // VS Code 1.100 finds no extension at all where this file is missing.
  writeIfMissing(path.join(folders.extensions, registry), '[]');
}

/**
 * Makes the extensions in these folders count as installed, and no others: rebuild one and reload the page to run its new code.
 * @param {string} extensionsFolder
 * @param {readonly string[]} sources
 */
export function registerExtensions(extensionsFolder, sources) {
  const entries = sources.map((source) => {
    /** @type {{ publisher: string, name: string, version: string }} */
    const manifest = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
    return {
      identifier: { id: `${manifest.publisher}.${manifest.name}` },
      version: manifest.version,
      location: { $mid: 1, scheme: 'file', path: source },
    };
  });
  fs.rmSync(extensionsFolder, { recursive: true, force: true });
  fs.mkdirSync(extensionsFolder, { recursive: true });
  fs.writeFileSync(path.join(extensionsFolder, registry), JSON.stringify(entries));
}

/**
 * @param {string} file
 * @param {string} text
 */
function writeIfMissing(file, text) {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}
