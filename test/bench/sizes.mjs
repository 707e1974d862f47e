// How much is installed and how much is loaded when the extension starts.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('./figure.ts').Figure} Figure */

/**
 * Packs the extension into a scratch folder, as `npm run package` does.
 * @param {string} root
 * @param {string} scratch
 * @returns {Figure}
 */
export function packageSize(root, scratch) {
  const file = path.join(scratch, 'cf-droplets.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--out', file],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The extension cannot be packed.\n${stdout}${stderr}`);
  return { name: 'vsix', value: statSync(file).size, unit: 'bytes', target: 400_000 };
}

/**
 * What VS Code reads to start the extension: its main file and all that this imports before it runs.
 * @param {string} dist
 * @returns {Figure}
 */
export function activationSize(dist) {
  const files = new Set([path.join(dist, 'extension.js')]);
  let value = 0;
  // A set is walked to its end, wherever that moves meanwhile.
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    value += Buffer.byteLength(code);
    // `import("…")` loads on first use; what stands here without parentheses loads at once.
    for (const [, imported = ''] of code.matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
      files.add(path.join(path.dirname(file), imported));
    }
  }
  return { name: 'loaded for activation', value, unit: 'bytes', target: 60_000 };
}
