// The two VS Codes that tests and `npm start` run: the newest one, and the oldest one that package.json supports.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Host
 * @property {string} name      what suites and `VSCODE_HOST` call it
 * @property {string} vscode    the version of VS Code
 * @property {string} codeServer  the npm package that carries it
 * @property {string} nodeVersion  the Node that this VS Code is made for
 * @property {string} folder    where it is installed
 */

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @type {Host} */
const newest = {
  name: '1.139',
  vscode: '1.139.1',
  codeServer: '4.139.1',
  nodeVersion: '24.21.0',
  folder: path.join(root, '.vscode-host'),
};

/** @type {Host} */
const oldest = {
  name: '1.100',
  vscode: '1.100.3',
  codeServer: '4.100.3',
  nodeVersion: '20.20.2',
  folder: path.join(root, '.vscode-host-1.100'),
};

/** @type {readonly Host[]} */
export const hosts = [newest, oldest];

/**
 * The host of that name; the newest one where no name is given.
 * @param {string} [name]
 */
export function hostNamed(name = newest.name) {
  const host = hosts.find((candidate) => candidate.name === name);
  if (!host) {
    throw new Error(`There is no VS Code host "${name}": ${hosts.map((h) => h.name).join(', ')}.`);
  }
  return host;
}

/** Whether the packaged VS Code runs on this machine; elsewhere the desktop's VS Code is used. */
export const isHostSupported = process.platform === 'linux' && /^(x64|arm64)$/.test(process.arch);

/** The npm package with Node's binary for this machine. */
export const nodePackage = `node-linux-${process.arch}`;

/**
 * Where the parts of an installed host lie.
 * @param {string} folder
 */
export function hostParts(folder) {
  const modules = path.join(folder, 'node_modules');
  return {
    vscode: path.join(modules, 'code-server/lib/vscode'),
    front: path.join(modules, 'code-server/out/node/entry.js'),
    nodePackage: path.join(modules, nodePackage),
    node: path.join(modules, nodePackage, 'bin/node'),
    stamp: path.join(folder, 'installed.json'),
  };
}

/** Settings that keep VS Code silent: no welcome page, no chat, no telemetry, no update, no animation. */
export function quietSettings() {
  const file = path.join(root, 'test/host/settings.json');
  /** @type {Record<string, unknown>} */
  const settings = JSON.parse(fs.readFileSync(file, 'utf8'));
  return settings;
}
