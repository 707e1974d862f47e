// What the command line of run.mjs chooses: whole suites, or some tests of one suite.
import { parseArgs } from 'node:util';

/**
 * @typedef {object} Choice
 * @property {readonly string[]} suites
 * @property {readonly string[]} files  the test files to be run, below `test/` and with slashes; none stands for all of them
 * @property {string | undefined} grep  what the names of the tests must contain, or match as `/regular expression/`
 */

/**
 * Reads `unit conformance` or `unit FILE… --grep NAME`. A file is given by its path or by the end of it, with or without
 * `.test.ts`: where several end so, all of them are chosen.
 * @param {readonly string[]} args
 * @param {readonly string[]} suites  the names of all suites
 * @param {(suite: string) => readonly string[]} testFiles  those of a suite, below `test/` and with slashes
 * @returns {Choice}
 */
export function readChoice(args, suites, testFiles) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { grep: { type: 'string' } },
    allowPositionals: true,
  });
  const chosen = positionals.filter((name) => suites.includes(name));
  const given = positionals.filter((name) => !suites.includes(name));
  const [suite] = chosen;
  if (suite === undefined) {
    throw new Error(`Name a suite first: ${suites.join(', ')}.`);
  }
  if (given.length > 0 && chosen.length > 1) {
    throw new Error(`"${given[0]}" is no suite, and files belong to one suite alone.`);
  }
  const files = given.flatMap((name) => {
    const found = testFiles(suite).filter((file) => isMeant(file, name.replaceAll('\\', '/')));
    if (found.length === 0) {
      throw new Error(`There is no test file "${name}" in the suite "${suite}".`);
    }
    return found;
  });
  return { suites: chosen, files, grep: values.grep };
}

/**
 * @param {string} file
 * @param {string} given  by a path from anywhere above, or by the end of one
 */
function isMeant(file, given) {
  const [path, end] = [`/test/${file}`, `/${given.replace(/^(\.?\/)+/, '')}`];
  return path.endsWith(end) || path.endsWith(`${end}.test.ts`) || end.endsWith(path);
}
