import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { aDroplet } from '../support/builders.ts';
import { aFile, aStore, tagOfFile } from '../support/blobStore.ts';
import {
  closeServers,
  redirect,
  startServer,
  type Reply,
  type TestServer,
} from '../support/hostileServer.ts';
import {
  expandToDroplets,
  signIn,
  startFoundation,
  type TestFoundation,
} from './support/foundation.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { sessionOfSuite } from './support/suite.ts';

const file = aFile(20 * 1024 * 1024);
const entry = 'Download Droplet…';

describe('Downloading a droplet', () => {
  let folder: string;
  const session = sessionOfSuite(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'droplets-'));
    return { folder };
  });
  let foundation: TestFoundation;
  let store: TestServer;
  let reply: Reply | null = null;

  before(async () => {
    const resume = aStore(file, file.size * 0.6);
    store = await startServer((request) => reply ?? resume(request));
    foundation = await startFoundation([
      aDroplet({ guid: 'aaaaaaaa-1', checksum: { type: 'sha256', value: file.sha256 } }),
      aDroplet({
        guid: 'bbbbbbbb-2',
        lifecycle: { type: 'docker', data: {} },
        image: 'registry.example.org/web:1',
        buildpacks: null,
        links: { self: { href: '/v3/droplets/bbbbbbbb-2' } },
      }),
    ]);
    foundation.instead.set('GET /v3/droplets/aaaaaaaa-1/download', () =>
      redirect(`${store.origin}/bits?X-Amz-Signature=canary`),
    );
  });

  after(async () => {
    await closeServers();
    fs.rmSync(folder, { recursive: true });
  });

  /** Names the file in VS Code's dialog, which takes it once it has looked into the folder. */
  async function saveAs(name: string): Promise<string> {
    const { workbench, page } = session();
    await workbench.quickInput.getByText('Download Droplet aaaaaaaa').waitFor();
    const input = workbench.quickInput.locator('.quick-input-box input');
    const target = path.join(folder, name);
    // It writes the usual name once it has looked into the folder, whatever stands there by then.
    while (!(await input.inputValue()).endsWith('/billing-aaaaaaaa.tgz')) await wait(100);
    await workbench.type(target);
    assert.equal(await input.inputValue(), target);
    for (let attempt = 1; await workbench.quickInput.isVisible(); attempt += 1) {
      assert.ok(attempt < 20, 'The dialog does not take the file.');
      await page.keyboard.press('Enter');
      await wait(300);
    }
    return target;
  }

  it('asks for the file, resumes after interruptions, and says where the file is', async () => {
    const { workbench, page } = session();
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, foundation.server.origin);
    await expandToDroplets(workbench);
    await workbench.chooseFromContextMenu(/^Droplet aaaaaaaa/, entry);
    await workbench.quickInput.getByText('Download Droplet aaaaaaaa').waitFor();
    const target = await saveAs('web.tgz');
    await workbench
      .notification(`Saved droplet aaaaaaaa as ${target} (21 MB) and verified its sha256 checksum.`)
      .waitFor();
    const digest = createHash('sha256').update(fs.readFileSync(target)).digest('hex');
    assert.equal(digest, file.sha256);
    assert.deepEqual(fs.readdirSync(folder), ['web.tgz']);
    await takeScreenshot(page, 'download-done');
    assert.equal(store.requests.length, 2);
    for (const { headers } of store.requests) assert.equal(headers.authorization, undefined);
    await workbench.dismissNotifications();
  });

  it('shows its progress, and deletes everything when it is canceled', async () => {
    const { workbench, page } = session();
    reply = (response) => {
      response.writeHead(200, { 'content-length': String(file.size), etag: tagOfFile });
      const pieces = file.read(0, file.size);
      const timer = setInterval(() => response.write(pieces.next().value), 20);
      response.on('close', () => clearInterval(timer));
    };
    await workbench.chooseFromContextMenu(/^Droplet aaaaaaaa/, entry);
    await saveAs('second.tgz');
    const progress = workbench.notification(
      /Downloading droplet aaaaaaaa of billing: .* of 21 MB · .*B\/s/,
    );
    await progress.waitFor();
    assert.deepEqual(fs.readdirSync(folder), ['second.tgz.part', 'web.tgz']);
    await takeScreenshot(page, 'download-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    // VS Code takes the notification away at once, and tells the extension then.
    for (let look = 0; look < 100 && fs.readdirSync(folder).length > 1; look += 1) await wait(50);
    assert.deepEqual(fs.readdirSync(folder), ['web.tgz']);
    assert.equal(await workbench.notification('Could not').count(), 0);
    reply = null;
  });

  it('is not offered for an image, and the palette says why', async () => {
    const { workbench, page } = session();
    await workbench.row(/^Droplet bbbbbbbb/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open Droplet JSON' }).waitFor();
    assert.equal(await page.getByRole('menuitem', { name: entry }).count(), 0);
    await page.keyboard.press('Escape');
    await workbench.runCommandByKeys(`Cloud Foundry: ${entry}`);
    await workbench.pick(/^bbbbbbbb/);
    await workbench
      .notification(
        'Droplet bbbbbbbb can’t be downloaded. It is an image in a registry (docker · registry.example.org/web:1).',
      )
      .waitFor();
    await workbench.dismissNotifications();
  });

  it('says why it could not be saved, and leaves nothing', async () => {
    const { workbench } = session();
    reply = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    };
    await workbench.chooseFromContextMenu(/^Droplet aaaaaaaa/, entry);
    await saveAs('third.tgz');
    await workbench
      .notification(/Could not download the droplet: 127\.0\.0\.1:\d+ returned a web page/)
      .waitFor();
    assert.deepEqual(fs.readdirSync(folder), ['web.tgz']);
  });

  it('logs no signed address', () => {
    assert.doesNotMatch(session().logs(), /canary/);
    assert.deepEqual(session().errors(['returned a web page', 'image in a registry']), []);
  });
});
