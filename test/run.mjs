#!/usr/bin/env node
// Builds and runs suites of tests: node test/run.mjs [check] [unit] [conformance] [integration] [ui]
// Each prints `<suite>: N passed, N failed`. All run even if one fails; the exit code tells whether any did.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './host/chromium.mjs';
import { hosts, isHostSupported, root } from './host/hosts.mjs';
import { ensureHost } from './host/installHost.mjs';
import { watchForLeftovers } from './run/leftovers.mjs';

const script = (/** @type {string} */ name) => path.join(root, 'test/run', name);

/**
 * The commands of every suite, and the versions of VS Code that they need.
 * @type {Readonly<Record<string, { commands: readonly (readonly string[])[], hosts: typeof hosts }>>}
 */
const suites = {
  check: { commands: [[script('check.mjs')]], hosts: [] },
  unit: { commands: [[script('node.mjs'), 'unit']], hosts: [] },
  conformance: { commands: [[script('node.mjs'), 'conformance']], hosts: [] },
  integration: {
    commands: hosts.map((host) => [script('integration.mjs'), host.name]),
    hosts: isHostSupported && !process.env['VSCODE_EXECUTABLE'] ? hosts : [],
  },
  ui: { commands: [[script('node.mjs'), 'ui']], hosts: hosts.slice(0, 1) },
};

const names = process.argv.slice(2);
const chosen = names.map((name) => {
  const suite = suites[name];
  if (!suite) {
    throw new Error(`There is no suite "${name}": ${Object.keys(suites).join(', ')}.`);
  }
  return suite;
});

const needed = new Set(chosen.flatMap((suite) => suite.hosts));
needed.forEach(ensureHost);
if (needed.size > 0) {
  ensureChromium();
}

const leftovers = watchForLeftovers();
const built = names.filter((name) => name !== 'check');
let isGreen = run([path.join(root, 'esbuild.mjs'), '--quiet', `--tests=${built.join(',')}`]);
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
