// Runs built test files with mocha, in whatever process this is called: plain Node or VS Code's extension host.
import { readdirSync } from 'node:fs';
import inspector from 'node:inspector';
import path from 'node:path';
import Mocha from 'mocha';

/** @typedef {{ passed: number, failed: number }} Counts */

/** Names the variable that says which tests to run: those whose names contain it, or match it as `/regular expression/`. */
export const grepVariable = 'TEST_GREP';

/**
 * Runs every `*.test.js` in that folder and below it. A skipped test counts as a failure, and so does `.only` in CI.
 * @param {string} folder
 * @param {number} timeout in milliseconds, for one test
 * @returns {Promise<Counts>}
 */
export async function runMocha(folder, timeout) {
  const grep = process.env[grepVariable];
  const isCI = !['', 'false', '0', undefined].includes(process.env['CI']);
  const mocha = new Mocha({
    // Who stands at a breakpoint takes any time.
    timeout: inspector.url() === undefined ? timeout : 0,
    forbidOnly: isCI,
    forbidPending: true,
    ...(grep === undefined ? {} : { grep }),
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.js')).sort()) {
    mocha.addFile(path.join(folder, file));
  }
  await mocha.loadFilesAsync();
  const { EVENT_TEST_PASS, EVENT_TEST_FAIL } = Mocha.Runner.constants;
  const counts = { passed: 0, failed: 0 };
  await new Promise((resolve) => {
    mocha
      .run(resolve)
      .on(EVENT_TEST_PASS, () => (counts.passed += 1))
      .on(EVENT_TEST_FAIL, () => (counts.failed += 1));
  });
  return counts;
}

/** The exit code of a suite that failed and has said so; any other one is that of a suite that broke off. */
export const failedExitCode = 10;

/**
 * Prints the line that tells how a suite went, and says so in the exit code. A suite that ran no test has failed.
 * @param {string} suite
 * @param {Counts} counts
 */
export function report(suite, { passed, failed }) {
  if (passed + failed === 0) {
    console.error('No test has run.');
  }
  console.log(`${suite}: ${passed} passed, ${failed} failed`);
  process.exitCode = passed > 0 && failed === 0 ? 0 : failedExitCode;
}
