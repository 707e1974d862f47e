// Looks for errors of the extension in what a VS Code has logged.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../host/hosts.mjs';

export const extensionId = 'cf-droplets.cf-droplets';

/**
 * The errors in the extension's own log, and those in VS Code's logs that speak of the extension.
 * @param {string} userDataFolder
 * @param {readonly string[]} [expected] regular expressions for errors that the tests provoked
 * @returns {string[]}
 */
export function logErrors(userDataFolder, expected = []) {
  const folder = path.join(userDataFolder, 'logs');
  if (!fs.existsSync(folder)) {
    return [`There are no logs in ${folder}.`];
  }
  const patterns = expected.map((source) => new RegExp(source));
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.log'))
    .flatMap((file) => {
      const isOwn = file.split(path.sep).includes(extensionId);
      return errorEntries(fs.readFileSync(path.join(folder, file), 'utf8'))
        .filter((entry) => isOwn || speaksOfExtension(entry))
        .map((entry) => `${file}: ${entry}`);
    })
    .filter((entry) => !patterns.some((pattern) => pattern.test(entry)));
}

/**
 * What all logs say, or only those whose path names something.
 * @param {string} userDataFolder
 * @param {string} [inPath]
 */
export function readLogs(userDataFolder, inPath = '') {
  const folder = path.join(userDataFolder, 'logs');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.log') && file.includes(inPath))
    .sort()
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}

/**
 * An entry begins with its time and level; a stack follows on lines of its own.
 * @param {string} log
 */
function errorEntries(log) {
  return log
    .split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[)/m)
    .filter((entry) => /^\S+ \S+ \[(error|critical)\]/.test(entry));
}

/** @param {string} entry */
function speaksOfExtension(entry) {
  return entry.includes(extensionId) || entry.includes(path.join(root, 'dist'));
}
