// Does with `npm start` what a newcomer does: opens the address, clicks through to an app's droplets, changes a line of code and
// sees it after a reload, ends it with Ctrl+C.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBrowser } from '../host/browser.mjs';
import { root } from '../host/hosts.mjs';
import { report } from './mocha.mjs';

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
const browser = await startBrowser({ profileFolder: path.join(scratch, 'chromium') });
const page = browser.pages()[0] ?? (await browser.newPage());
// Without a screen, so that VS Code is served to the browser even where there is a desktop.
const env = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
// A group of its own, because Ctrl+C reaches the whole group.
const npm = spawn('npm', ['start'], { cwd: root, env, detached: true });
npm.stderr.pipe(process.stderr);
npm.stdout.pipe(process.stdout);
const ended = once(npm, 'exit');
/** Gives the view its title. Changed below, and put back however this ends. */
const changedFile = path.join(root, 'src/views/tree/explorerTree.ts');
const code = fs.readFileSync(changedFile, 'utf8');
process.on('exit', restore);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(1));
}
const rows = page.locator('.part.sidebar').getByRole('treeitem');
let address = '';

const steps = {
  'prints an address': async () => {
    address = await addressIn(npm.stdout);
  },
  'refuses those who do not know the token': async () => {
    assert.equal((await fetch(new URL('/', address))).status, 403);
    assert.equal((await fetch(new URL('/?tkn=guess', address))).status, 403);
    const headers = { connection: 'Upgrade', upgrade: 'websocket' };
    const [answer] = await once(http.get(new URL('/', address), { headers }), 'response');
    assert.equal(answer.statusCode, 403, 'the WebSocket is open to everybody');
  },
  'opens the sample foundation': async () => {
    await page.goto(address);
    await row('acme').waitFor({ timeout: 60_000 });
  },
  'shows the droplets of an app': async () => {
    await expand(row('acme'));
    await expand(row('dev'));
    await expand(row('storefront'));
    const level = Number(await row('storefront').getAttribute('aria-level')) + 1;
    await rows
      .and(page.locator(`[aria-level="${level}"]`))
      .nth(1)
      .waitFor();
    await page.screenshot({ path: path.join(root, 'out/screenshots/start.png') });
  },
  'runs changed code after a reload': async () => {
    const marker = 'Changed title';
    const changed = code.replace(/title: isAlone \? [\w.]+/, `title: isAlone ? '${marker}'`);
    assert.notEqual(changed, code, `${changedFile} says the title in another way now`);
    fs.writeFileSync(changedFile, changed);
    await untilBundle((text) => text.includes(marker));
    await page.reload();
    await page.getByRole('heading', { name: marker }).first().waitFor({ timeout: 60_000 });
    restore();
    await untilBundle((text) => !text.includes(marker));
  },
  'ends on Ctrl+C': async () => {
    signalGroup('SIGINT');
    const exit = await Promise.race([ended, sleep(20_000, 'still running')]);
    assert.notEqual(exit, 'still running');
    await assert.rejects(fetch(new URL('/', address)), 'the port is still open');
  },
};

const counts = { passed: 0, failed: 0 };
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    counts.passed += 1;
    console.log(`  ✔ ${name}`);
  } catch (error) {
    counts.failed += 1;
    console.error(`  ✘ ${name}`, error);
    await page.screenshot({ path: path.join(root, 'out/screenshots/start-failed.png') });
    break; // the later steps build on this one
  }
}
signalGroup('SIGTERM');
await browser.close();
fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
report('start', counts);
process.exit();

/** @param {import('node:stream').Readable} stdout */
async function addressIn(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\S+/.exec(line);
    if (found) {
      return found[0];
    }
  }
  throw new Error('npm start ended without an address.');
}

/** @param {(text: string) => boolean} isAsWanted */
async function untilBundle(isAsWanted) {
  const bundle = path.join(root, 'dist/extension.js');
  const deadline = Date.now() + 20_000;
  while (!isAsWanted(fs.readFileSync(bundle, 'utf8'))) {
    assert.ok(Date.now() < deadline, 'the change was not built');
    await sleep(50);
  }
}

function restore() {
  if (fs.readFileSync(changedFile, 'utf8') !== code) {
    fs.writeFileSync(changedFile, code);
  }
}

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  try {
    process.kill(-(npm.pid ?? NaN), signal);
  } catch {
    // It has ended already.
  }
}

/** @param {string} name of an organization, a space or an app */
function row(name) {
  return rows.filter({ hasText: new RegExp(`^${name}`) }).first();
}

/** @param {import('playwright-core').Locator} item */
async function expand(item) {
  await item.waitFor();
  if ((await item.getAttribute('aria-expanded')) !== 'true') {
    await item.locator('.monaco-tl-twistie').click();
  }
}
