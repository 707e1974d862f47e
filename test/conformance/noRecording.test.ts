import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const folder = 'src/sample';
const files = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => fs.statSync(path.join(folder, file)).isFile());

describe('the sample foundation', () => {
  it('holds no recording: there is nothing but code', () => {
    assert.deepEqual(
      files.filter((file) => !file.endsWith('.ts')),
      [],
    );
  });

  it('computes its answers: it reads no file and imports no data', () => {
    const known = new Set(['node:crypto', 'node:http', 'node:https', 'node:util', 'node:zlib']);
    for (const file of files) {
      // What is started reads the key and the certificate that its command line names.
      const isStarter = file === 'server.ts';
      const code = fs.readFileSync(path.join(folder, file), 'utf8');
      const imports = [...code.matchAll(/^import [^;]*?from '([^']+)';/gm)];
      for (const [statement, from = ''] of imports) {
        const isOwn = from.startsWith('.') && from.endsWith('.ts');
        const isKnown = known.has(from) || (isStarter && from === 'node:fs');
        assert.ok(isOwn || isKnown, `${file} imports ${from}`);
        const target = path.join(folder, path.dirname(file), from);
        const isOutside = isOwn && path.relative(folder, target).startsWith('..');
        assert.ok(!isOutside || statement.startsWith('import type '), `${file} imports ${from}`);
      }
      assert.doesNotMatch(
        code,
        isStarter ? /import\(|require\(/ : /import\(|require\(|readFile/,
        file,
      );
    }
  });
});
