#!/usr/bin/env node
// Builds and runs suites of tests: node test/run.mjs [check] [unit] [conformance] [integration] [ui] [start]
// Each prints `<suite>: N passed, N failed`. All run even if one fails; the exit code tells whether any did.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './host/chromium.mjs';
import { hostNamed, hosts, isHostSupported, root } from './host/hosts.mjs';
import { ensureHost } from './host/installHost.mjs';
import { watchForLeftovers } from './run/leftovers.mjs';

/** Whether the tests inside VS Code run in the desktop's, which test-electron downloads where none is named. */
const usesDesktop = !isHostSupported || process.env['VSCODE_EXECUTABLE'] !== undefined;

const script = (/** @type {string} */ name) => path.join(root, 'test/run', name);

/**
 * @typedef {object} Suite
 * @property {readonly (readonly string[])[]} commands  the scripts to be run, with their arguments
 * @property {boolean} [hasTests]  whether it has test files to be built
 * @property {boolean} [needsChromium]
 * @property {typeof hosts} [hosts]  the versions of VS Code that must be installed
 */

/** @type {Readonly<Record<string, Suite>>} */
const suites = {
  check: { commands: [[script('check.mjs')]] },
  unit: { commands: [[script('node.mjs'), 'unit']], hasTests: true },
  conformance: { commands: [[script('node.mjs'), 'conformance']], hasTests: true },
  integration: {
    commands: hosts.map((host) => [script('integration.mjs'), host.name]),
    hasTests: true,
    ...(usesDesktop ? {} : { needsChromium: true, hosts }),
  },
  ui: {
    commands: [[script('node.mjs'), 'ui']],
    hasTests: true,
    needsChromium: true,
    hosts: [hostNamed()],
  },
  start: { commands: [[script('start.mjs')]], needsChromium: true }, // it installs the host itself
};

const names = process.argv.slice(2);
const chosen = names.map((name) => {
  const suite = suites[name];
  if (!suite) {
    throw new Error(`There is no suite "${name}": ${Object.keys(suites).join(', ')}.`);
  }
  return suite;
});

new Set(chosen.flatMap((suite) => suite.hosts ?? [])).forEach(ensureHost);
if (chosen.some((suite) => suite.needsChromium)) {
  ensureChromium();
}

const leftovers = watchForLeftovers();
const tests = names.filter((name) => suites[name]?.hasTests);
let isGreen =
  tests.length === 0 ||
  run([path.join(root, 'esbuild.mjs'), '--quiet', `--tests=${tests.join(',')}`]);
if (isGreen) {
  for (const command of chosen.flatMap((suite) => suite.commands)) {
    // Not `isGreen &&= …`: the later suites run after a failure too.
    isGreen = run(command) && isGreen;
  }
}
const left = await leftovers.find();
left.forEach((line) => console.error(`Left behind: ${line}`));
console.log(`leftovers: ${left.length === 0 ? 'none' : left.length}`);
process.exitCode = isGreen && left.length === 0 ? 0 : 1;

/** @param {readonly string[]} args */
function run(args) {
  const result = spawnSync(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    env: leftovers.env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status === 0;
}
