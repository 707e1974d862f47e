#!/usr/bin/env node
// Measures what the extension costs: node test/bench/run.mjs [--json]
// Prints one table, or one line of JSON with the same figures; a value up to its target is good.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { activationSize, packageSize } from './sizes.mjs';

/** @typedef {import('./figure.ts').Figure} Figure */

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const scratch = mkdtempSync(path.join(tmpdir(), 'cf-droplets-bench-'));
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];

try {
  build();
  // Making the package builds what users get, which is what is measured from here on.
  const sizes = [packageSize(root, scratch), activationSize(path.join(root, 'dist'))];
  const addresses = [];
  for (const data of ['large', 'huge']) {
    const { api } = await message(start('dist/sample/server.js', ['--data', data], []));
    addresses.push(String(api));
  }
  // The garbage of one measurement is collected before the next one, and so counts for the one that made it.
  const bench = start('out/bench/bench.js', addresses, ['--expose-gc', '--enable-source-maps']);
  const { figures } = await message(bench);
  print([.../** @type {Figure[]} */ (figures), ...sizes]);
} finally {
  children.forEach((child) => child.kill());
  rmSync(scratch, { recursive: true, force: true });
}

function build() {
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'esbuild.mjs'), '--quiet', '--tests=bench'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) throw new Error('The build failed.');
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {string[]} execArgv
 */
function start(script, args, execArgv) {
  const child = fork(path.join(root, script), args, {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  return child;
}

/**
 * The first message of a process that we started.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<Record<string, unknown>>}
 */
async function message(child) {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process ended early (${code}).`);
  });
  const [received] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {
    // It ends when we stop it.
  });
  return received;
}

/** @param {readonly Figure[]} results */
function print(results) {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ results }));
    return;
  }
  const rows = [
    ['what', 'value', 'target', 'unit'],
    ...results.map(({ name, value, target, unit }) => [name, `${value}`, `${target}`, unit]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const [name = '', value = '', target = '', unit = ''] of rows) {
    const [nameWidth = 0, valueWidth = 0, targetWidth = 0] = widths;
    console.log(
      `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}  ${target.padStart(targetWidth)}  ${unit}`,
    );
  }
}
