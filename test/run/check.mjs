// Runs the compiler, the linter and the formatter, each even if the one before has failed: the steps of `npm run check`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../host/hosts.mjs';
import { report } from './mocha.mjs';

/** @type {{ scripts: { check: string } }} */
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const tools = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${tools}${path.delimiter}${process.env['PATH']}` };
const counts = { passed: 0, failed: 0 };
for (const step of manifest.scripts.check.split(' && ')) {
  console.log(`> ${step}`);
  const { status } = spawnSync(step, { cwd: root, env, shell: true, stdio: 'inherit' });
  counts[status === 0 ? 'passed' : 'failed'] += 1;
}
report('check', counts);
