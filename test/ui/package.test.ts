import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../host/hosts.mjs';
import { dropletLabel, openSampleByMouse } from './support/sample.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

/** What git ignores, and git's own folder. */
const isLeftOut = (name: string) =>
  /^(\.git|node_modules|dist|out|\.vscode-.*|.*\.vsix)$/.test(name);

describe('The packaged extension', () => {
  let copy: string;
  let vsix: string;
  const session = sessionOfSuite(() => {
    // Built in a copy of the project: the tests that run at the same time use what is in dist.
    copy = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
    vsix = path.join(copy, 'cf-droplets.vsix');
    for (const name of fs.readdirSync(root).filter((entry) => !isLeftOut(entry))) {
      fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    }
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    const { status, stdout, stderr } = spawnSync('npm', ['run', 'package'], {
      cwd: copy,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
    return { vsix };
  });

  after(() => fs.rmSync(copy, { recursive: true }));

  it('is at most 400 kB', () => {
    const { size } = fs.statSync(vsix);
    assert.ok(size <= 400_000, `It is ${size} bytes.`);
  });

  it('holds what users need and nothing else', () => {
    const name = fs
      .readdirSync(session().extensionsFolder)
      .find((entry) => entry.startsWith('cf-droplets.cf-droplets-'));
    const folder = path.join(session().extensionsFolder, name ?? '');
    const files = fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    for (const file of [
      'package.json',
      'package.nls.json',
      'dist/extension.js',
      'dist/sample/server.js',
      'dist/webviews/panels.js',
      'dist/THIRD_PARTY_NOTICES.txt',
      'media/panel.css',
      'media/icon.png',
    ]) {
      assert.ok(files.includes(file), `${file} is missing.`);
    }
    assert.deepEqual(
      files.filter((file) =>
        /^(src|test|node_modules|\.vscode|\.github)\b|\.map$|\.ts$/.test(file),
      ),
      [],
    );
  });

  it('shows the sample foundation, a droplet and its JSON', async () => {
    const { workbench, page } = session();
    await openSampleByMouse(workbench);
    await workbench.expand(/^acme/);
    await workbench.expand(/^dev/);
    await workbench.expand(/^storefront/);
    await workbench.row(dropletLabel('current')).click();
    await workbench.panel().getByRole('heading', { name: 'storefront' }).waitFor();
    await workbench.panel().getByRole('list', { name: 'Droplet stages' }).waitFor();
    await takeScreenshot(page, 'package');
    await workbench.chooseFromContextMenu(dropletLabel('current'), 'Open Droplet JSON');
    await workbench.editorTab(/\.json/).waitFor();
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session().errors(), []);
  });
});
