import { writeFileSync } from 'node:fs';
import { runMocha } from '../run/mocha.mjs';
import { expectedErrors } from './expectedErrors.ts';

/**
 * The entry of the tests that run inside VS Code's extension host, which calls it. Writes the counts, and the errors that tests
 * expect in the log, to the file named by `TEST_OUTCOME`; throws when a test failed.
 */
export async function run(): Promise<void> {
  const counts = await runMocha(import.meta.dirname, 60_000);
  const outcome = process.env['TEST_OUTCOME'];
  if (outcome !== undefined) {
    writeFileSync(outcome, JSON.stringify({ ...counts, expectedErrors }));
  }
  if (counts.failed > 0) {
    throw new Error(`${counts.failed} tests failed.`);
  }
}
