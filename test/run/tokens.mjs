// Finds tokens where none may be: in what servers, proxies and windows were told, in logs, in all that VS Code writes.
import fs from 'node:fs';
import path from 'node:path';

/** How the id of each token begins, those of sample foundations too. */
export const mark = 'cf5a3b1e';

/** Names the folder in which tests put down what was said to whom. */
export const capturesVariable = 'TEST_CAPTURES';

/** As it is, in two bytes a letter as Chromium keeps some strings, and within Base64, wherever it begins there. */
const needles = [
  Buffer.from(mark),
  Buffer.from(mark, 'utf16le'),
  // The first and the last letters belong in part to what stands around it.
  ...[0, 1, 2].map((before) => {
    const text = Buffer.from('.'.repeat(before) + mark).toString('base64url');
    const end = Math.floor(((before + mark.length) * 8) / 6);
    return Buffer.from(text.slice(Math.ceil((before * 8) / 6), end));
  }),
];

/**
 * Where tokens are in the files of a folder and below it: file and offset, and not the token.
 * @param {string} folder
 * @returns {string[]}
 */
export function findTokens(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = fs.readFileSync(file);
      return needles
        .map((needle) => bytes.indexOf(needle))
        .filter((offset) => offset >= 0)
        .map(
          (offset) =>
            `There is a token in ${path.relative(path.dirname(folder), file)} at ${offset}.`,
        );
    });
}
