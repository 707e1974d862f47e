import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const source = path.resolve('src');

describe('The window room', () => {
  it('is the only one that names `window` or `MarkdownString` of vscode (the linter finds them behind `vscode.`)', () => {
    const others = fs
      .readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith(`window${path.sep}`));
    assert.ok(others.length > 100);
    const named = others.filter((file) =>
      /import[^;]*\b(window|MarkdownString)\b[^;]*from 'vscode'/.test(
        fs.readFileSync(path.join(source, file), 'utf8'),
      ),
    );
    assert.deepEqual(named, []);
  });
});
