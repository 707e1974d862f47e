#!/usr/bin/env node
// Builds and runs suites of tests: node test/run.mjs [check] [unit] [conformance] [integration] [ui] [start]
// or some tests of one suite: node test/run.mjs unit test/unit/changes/assign.test.ts --grep NAME
// Each prints `<suite>: N passed, N failed`. All run even if one fails; the exit code tells whether any did.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { hostNamed, hosts, isHostSupported, root } from './host/hosts.mjs';
import { readChoice } from './run/choice.mjs';
import { watchForLeftovers } from './run/leftovers.mjs';
import { failedExitCode, grepVariable } from './run/mocha.mjs';

/** Whether the tests inside VS Code run in the desktop's, which test-electron downloads where none is named. */
const usesDesktop = !isHostSupported || process.env['VSCODE_EXECUTABLE'] !== undefined;

const script = (/** @type {string} */ name) => path.join(root, 'test/run', name);

/**
 * @typedef {object} Suite
 * @property {Readonly<Record<string, readonly string[]>>} runs  the scripts to be run, with their arguments, by the runs' names
 * @property {boolean} [hasTests]  whether it has test files to be built
 * @property {boolean} [needsChromium]
 * @property {typeof hosts} [hosts]  the versions of VS Code that must be installed
 */

/** @type {Readonly<Record<string, Suite>>} */
const suites = {
  check: { runs: { check: [script('check.mjs')] } },
  unit: { runs: { unit: [script('node.mjs'), 'unit'] }, hasTests: true },
  conformance: { runs: { conformance: [script('node.mjs'), 'conformance'] }, hasTests: true },
  integration: {
    runs: Object.fromEntries(
      hosts.map(({ name }) => [`integration-${name}`, [script('integration.mjs'), name]]),
    ),
    hasTests: true,
    ...(usesDesktop ? {} : { needsChromium: true, hosts }),
  },
  ui: {
    runs: { ui: [script('node.mjs'), 'ui'] },
    hasTests: true,
    needsChromium: true,
    hosts: [hostNamed()],
  },
  start: { runs: { start: [script('start.mjs')] }, needsChromium: true }, // it installs the host itself
};

const { suites: names, files, grep } = choice();
const chosen = names.flatMap((name) => suites[name] ?? []);

const leftovers = watchForLeftovers();
const tests = names.filter((name) => suites[name]?.hasTests);
let isInterrupted = false;
// Ctrl+C reaches the running suite too: it ends, and what it leaves is cleared away below.
process.on('SIGINT', () => (isInterrupted = true));

const build = [
  path.join(root, 'esbuild.mjs'),
  '--quiet',
  `--tests=${tests.join(',')}`,
  ...(files.length > 0 ? [`--test-files=${files.join(',')}`] : []),
];
const env = { ...leftovers.env, ...(grep === undefined ? {} : { [grepVariable]: grep }) };
// Takes most of its time waiting for the registry: the suites that need nothing of it run meanwhile.
const installed = install();
let isGreen = tests.length === 0 || (await run('build', build));
if (isGreen) {
  for (const suite of chosen) {
    const isReady = needsOf(suite).length === 0 || (await installed);
    for (const [name, args] of Object.entries(suite.runs)) {
      // Not `isGreen &&= …`: the later suites run after a failure too.
      isGreen = isReady && !isInterrupted && (await run(name, args)) && isGreen;
    }
  }
}
await installed;
const left = await leftovers.find();
left.forEach((line) => console.error(`Left behind: ${line}`));
console.log(`leftovers: ${left.length === 0 ? 'none' : left.length}`);
process.exitCode = isGreen && left.length === 0 ? 0 : 1;

/**
 * What must be installed for a suite, as install.mjs calls it.
 * @param {Suite} suite
 */
function needsOf({ hosts: needed = [], needsChromium }) {
  return [...needed.map(({ name }) => name), ...(needsChromium ? ['chromium'] : [])];
}

/** Installs what the chosen suites need, all of it at the same time; tells whether it is there. */
async function install() {
  const installer = path.join(root, 'test/host/install.mjs');
  const needed = [...new Set(chosen.flatMap(needsOf))];
  const results = await Promise.all(
    // In our own environment: what installers put down is not looked for among the leftovers.
    needed.map((name) => run(`install ${name}`, [installer, name], process.env)),
  );
  return results.every(Boolean);
}

/** What the command line chooses; ends the process where that cannot be understood. */
function choice() {
  try {
    return readChoice(process.argv.slice(2), Object.keys(suites), testFiles);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

/**
 * The test files of a suite, below `test/` and with slashes.
 * @param {string} suite
 */
function testFiles(suite) {
  const folder = path.join(root, 'test', suite);
  if (!suites[suite]?.hasTests) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${suite}/${file.replaceAll(path.sep, '/')}`);
}

/**
 * Runs a script to its end, and reports for one that broke off before it could.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 */
async function run(name, args, environment = env) {
  const suite = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [exitCode] = await once(suite, 'exit');
  if (exitCode !== 0 && exitCode !== failedExitCode) {
    console.log(`${name}: 0 passed, 1 failed`);
  }
  return exitCode === 0;
}
