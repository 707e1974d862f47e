import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AppIndex } from '../../../src/search/appIndex.ts';
import { IndexFolder } from '../../../src/search/indexFolder.ts';
import { aLog } from '../../support/clients.ts';

const since = new Date('2026-11-01T10:00:00Z');
let folder = '';

function anIndex(...guids: readonly string[]) {
  const apps = new AppIndex();
  for (const guid of guids) apps.put({ guid, name: guid, place: null });
  return { apps, since, checked: since };
}

const aFolder = (log = aLog()) => new IndexFolder(folder, log);
const files = () => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

describe('The folder of indexes', () => {
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-')), 'apps');
  });
  afterEach(() => {
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  it('keeps one index per foundation and user', async () => {
    const kept = aFolder();
    await kept.store('eu', 'maya').save(anIndex('a'));
    await kept.store('eu', 'jonas').save(anIndex('b'));
    await kept.store('us', 'maya').save(anIndex('c'));
    const guids = async (id: string, user: string) =>
      (await aFolder().store(id, user).load())?.apps.guids;
    assert.deepEqual(await guids('eu', 'maya'), ['a']);
    assert.deepEqual(await guids('eu', 'jonas'), ['b']);
    assert.deepEqual(await guids('us', 'maya'), ['c']);
    assert.deepEqual(await guids('us', 'jonas'), undefined);
    assert.equal(files().length, 3);
  });

  it('shows neither users nor addresses in names, and nobody else the files', async () => {
    await aFolder().store('https://api.example.org', 'maya').save(anIndex('a'));
    const [name = ''] = files();
    assert.match(name, /^[0-9a-f]{16}-[0-9a-f]{16}\.jsonl$/);
    if (process.platform === 'win32') return;
    assert.equal(fs.statSync(path.join(folder, name)).mode & 0o777, 0o600);
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  });

  it('forgets a foundation, for all users', async () => {
    const kept = aFolder();
    await kept.store('eu', 'maya').save(anIndex('a'));
    await kept.store('eu', 'jonas').save(anIndex('b'));
    await kept.store('us', 'maya').save(anIndex('c'));
    await kept.forget('eu');
    assert.equal(files().length, 1);
    assert.equal(await kept.store('eu', 'maya').load(), null);
  });

  it('leaves nothing behind if a foundation is forgotten while it is written', async () => {
    const kept = aFolder();
    const saving = kept.store('eu', 'maya').save(anIndex('a'));
    await kept.forget('eu');
    await saving;
    assert.deepEqual(files(), []);
    await kept.store('eu', 'maya').save(anIndex('b'));
    assert.equal(files().length, 1);
  });

  it('throws away a file that is none of ours, and says nothing', async () => {
    const kept = aFolder();
    await kept.store('eu', 'maya').save(anIndex('a'));
    const file = path.join(folder, files()[0] ?? '');
    fs.writeFileSync(file, 'something else');
    const log = aLog();
    assert.equal(await aFolder(log).store('eu', 'maya').load(), null);
    assert.deepEqual(files(), []);
    assert.deepEqual(log.lines, []);
  });

  it('throws away a file that is too large to be read', async () => {
    const kept = aFolder();
    await kept.store('eu', 'maya').save(anIndex('a'));
    fs.truncateSync(path.join(folder, files()[0] ?? ''), 200 * 1024 * 1024);
    assert.equal(await kept.store('eu', 'maya').load(), null);
    assert.deepEqual(files(), []);
  });

  it('deletes what is left of foundations that are gone, and unfinished files once they are old', async () => {
    const kept = aFolder();
    await kept.store('eu', 'maya').save(anIndex('a'));
    await kept.store('us', 'maya').save(anIndex('b'));
    const euFile = files().find((name) => !name.includes('us')) ?? '';
    const fresh = `${euFile}.1.tmp`;
    const stale = `${euFile}.2.tmp`;
    fs.writeFileSync(path.join(folder, fresh), 'half');
    fs.writeFileSync(path.join(folder, stale), 'half');
    fs.utimesSync(path.join(folder, stale), new Date(0), new Date(0));
    await kept.prune(['eu', 'us']);
    assert.deepEqual(files().includes(fresh), true);
    assert.deepEqual(files().includes(stale), false);
    await kept.prune(['eu']);
    assert.equal(await kept.store('us', 'maya').load(), null);
    assert.deepEqual((await kept.store('eu', 'maya').load())?.apps.guids, ['a']);
  });

  it('does without if it can’t be written', async () => {
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    // A file where the folder should be.
    fs.writeFileSync(folder, '');
    const log = aLog();
    const kept = aFolder(log);
    await kept.store('eu', 'maya').save(anIndex('a'));
    assert.equal(await kept.store('eu', 'maya').load(), null);
    await kept.forget('eu');
    await kept.prune(['eu']);
    assert.match(log.lines[0] ?? '', /^Could not write an index of apps: /);
  });

  it('keeps one whole index if two windows write at the same time', async () => {
    const one = aFolder().store('eu', 'maya');
    const other = aFolder().store('eu', 'maya');
    const saves = Array.from({ length: 20 }, (_, n) =>
      (n % 2 === 0 ? one : other).save(anIndex(`app-${n}`)),
    );
    await Promise.all(saves);
    assert.match((await one.load())?.apps.guids.join() ?? '', /^app-\d+$/);
    assert.equal(files().length, 1);
  });

  it('never has a wrong index when a process is killed while it writes, 100 times', async function () {
    this.timeout(120_000);
    const script = path.join(import.meta.dirname, 'killed', 'index.js');
    for (let round = 0; round < 100; round += 1) {
      const child = fork(script, [folder, '2000'], { stdio: 'ignore' });
      await once(child, 'message');
      await setTimeout((round * 7) % 40);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const log = aLog();
      const index = await aFolder(log).store('foundation', 'user').load();
      assert.equal(index?.apps.size, 2000);
      assert.equal(new Set(index.apps.lowered).size, 1);
      assert.deepEqual(log.lines, []);
    }
    // Unfinished files of killed processes are cleared away later, see above.
    for (const name of files()) fs.utimesSync(path.join(folder, name), new Date(0), new Date(0));
    await aFolder().prune(['foundation']);
    assert.equal(files().length, 1);
  });
});
