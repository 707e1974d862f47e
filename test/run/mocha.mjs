// Runs built test files with mocha, in whatever process this is called: plain Node or VS Code's extension host.
import { readdirSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import path from 'node:path';
import Mocha from 'mocha';

/** @typedef {{ passed: number, failed: number }} Counts */

/** Names the variable that says which tests to run: those whose names contain it, or match it as `/regular expression/`. */
export const grepVariable = 'TEST_GREP';

/**
 * Runs every `*.test.js` in that folder and below it. A skipped test counts as a failure, and so does `.only` in CI.
 * Several at a time run in processes of their own, each of which takes the next file when it is done with one. What a file
 * has to say is printed when it has ended. `.only` then fails outside CI too, since the other files would run all the same.
 * @param {string} folder
 * @param {number} timeout in milliseconds, for one test
 * @param {number} [jobs] how many files run at a time
 * @returns {Promise<Counts>}
 */
export async function runMocha(folder, timeout, jobs = 1) {
  const grep = process.env[grepVariable];
  const isCI = !['', 'false', '0', undefined].includes(process.env['CI']);
  const isDebugged = inspector.url() !== undefined;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => path.join(folder, name))
    .sort();
  const isParallel = jobs > 1 && files.length > 1 && !isDebugged;
  const mocha = new Mocha({
    // Who stands at a breakpoint takes any time.
    timeout: isDebugged ? 0 : timeout,
    parallel: isParallel,
    jobs,
    forbidOnly: isCI,
    forbidPending: true,
    ...(grep === undefined ? {} : { grep }),
  });
  if (isParallel) {
    // The largest files take the longest, by and large. Begun last, one of them would run alone in the end.
    files.sort((a, b) => statSync(b).size - statSync(a).size);
  }
  files.forEach((file) => mocha.addFile(file));
  if (!isParallel) {
    await mocha.loadFilesAsync();
  }
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
