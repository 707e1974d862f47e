import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const dist = path.join(root, 'dist');

/** The files of packages that are in the shipped scripts: esbuild heads each with its path. */
function bundledFiles(): readonly string[] {
  const scripts = fs
    .readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => fs.readFileSync(path.join(dist, file), 'utf8'));
  const headed = [...scripts.join('\n').matchAll(/^\s*\/\/ (node_modules\/.+)$/gm)];
  return [...new Set(headed.map(([, file = '']) => file))];
}

function packageOf(file: string): string {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '';
}

describe('The third-party notices', () => {
  const notices = fs.readFileSync(path.join(dist, 'THIRD_PARTY_NOTICES.txt'), 'utf8');

  it('include the license of each package in the bundle', () => {
    const names = new Set(bundledFiles().map(packageOf));
    assert.ok(names.has('undici') && names.has('tldts'), [...names].join());
    for (const name of names) {
      const folder = path.join(root, 'node_modules', name);
      assert.ok(notices.includes(`\n${name} `), name);
      assert.ok(notices.includes(fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim()));
    }
  });

  // https://github.com/nodejs/llhttp: MIT; https://github.com/publicsuffix/list: MPL-2.0
  it('include the licenses of what these packages contain', () => {
    assert.ok(bundledFiles().some((file) => file.includes('undici/lib/llhttp/')));
    assert.match(notices, /^llhttp, part of undici \(MIT\)$/m);
    assert.match(notices, /^Copyright Fedor Indutny, 2018\.$/m);
    assert.match(notices, /^Public Suffix List, part of tldts \(MPL-2\.0\)$/m);
    assert.match(notices, /https:\/\/mozilla\.org\/MPL\/2\.0\//);
  });

  it('name no package that is only a tool', () => {
    for (const name of ['mocha', 'esbuild', 'playwright-core', 'ajv']) {
      assert.ok(!notices.includes(`\n${name} `), name);
    }
  });
});
