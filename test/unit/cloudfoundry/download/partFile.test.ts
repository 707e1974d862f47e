import assert from 'node:assert/strict';
import { mkdir, open, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  DownloadError,
  type DownloadFault,
} from '../../../../src/cloudfoundry/download/downloadError.ts';
import { PartFile } from '../../../../src/cloudfoundry/download/partFile.ts';
import { failureOf } from '../../../support/clients.ts';
import { aFolder, removeFolders } from './support.ts';

afterEach(removeFolders);

async function faultOf(promise: Promise<unknown>): Promise<readonly [DownloadFault, string]> {
  const error = await failureOf(promise);
  assert.ok(error instanceof DownloadError, String(error));
  return [error.fault, error.message];
}

/** Opens a file on a disk that takes a few bytes at a time, and fails so once these are written. */
function aDisk(room: number, code: string) {
  return async (file: string) => {
    const handle = await open(file, 'wx');
    return {
      write: async (piece: Buffer, offset: number, length: number, position: number) => {
        if (position >= room) throw Object.assign(new Error(code), { code });
        return handle.write(piece, offset, Math.min(length, 3), position);
      },
      truncate: async (size: number) => handle.truncate(size),
      sync: async () => handle.sync(),
      close: async () => handle.close(),
    };
  };
}

async function noEntry(): Promise<never> {
  throw Object.assign(new Error('no'), { code: 'EACCES' });
}

describe('PartFile', () => {
  it('has its final name only once it is finished', async () => {
    const folder = await aFolder();
    const target = path.join(folder, 'a.tgz');
    const file = await PartFile.create(target);
    await file.write(Buffer.from('half'));
    assert.deepEqual(await readdir(folder), ['a.tgz.part']);
    await file.restart();
    assert.equal(file.size, 0);
    await file.write(Buffer.from('who'));
    await file.write(Buffer.from('le'));
    await file.finish();
    assert.deepEqual(await readdir(folder), ['a.tgz']);
    assert.equal(await readFile(target, 'utf8'), 'whole');
  });

  it('writes a whole piece to a disk that takes a little at a time', async () => {
    const target = path.join(await aFolder(), 'a');
    const file = await PartFile.create(target, aDisk(100, ''));
    await file.write(Buffer.from('0123456789'));
    await file.finish();
    assert.equal(await readFile(target, 'utf8'), '0123456789');
  });

  it('says that the disk is full, and can be removed afterward', async () => {
    const folder = await aFolder();
    const file = await PartFile.create(path.join(folder, 'a'), aDisk(3, 'ENOSPC'));
    assert.deepEqual(await faultOf(file.write(Buffer.from('0123456789'))), [
      'diskFull',
      'the disk is full',
    ]);
    await file.discard();
    assert.deepEqual(await readdir(folder), []);
  });

  it('says why a file cannot be written there', async () => {
    const folder = await aFolder();
    await mkdir(path.join(folder, 'folder'));
    await writeFile(path.join(folder, 'file'), '');
    for (const [target, fault] of [
      ['folder', 'disk'],
      ['missing/a', 'noFolder'],
      ['file/a', 'noFolder'],
      ['x'.repeat(300), 'disk'],
    ] as const) {
      const [found] = await faultOf(PartFile.create(path.join(folder, target)));
      assert.equal(found, fault, target);
    }
    assert.deepEqual(await faultOf(PartFile.create(path.join(folder, 'a'), noEntry)), [
      'notWritable',
      'you can’t write there',
    ]);
  });

  it('touches neither others’ unfinished files nor the target of a link with that name', async () => {
    const folder = await aFolder();
    const target = path.join(folder, 'a');
    const other = path.join(folder, 'other');
    await writeFile(other, 'precious');
    await symlink(other, `${target}.part`);
    const file = await PartFile.create(target);
    await file.write(Buffer.from('new'));
    assert.deepEqual(await readdir(folder), ['a.2.part', 'a.part', 'other']);
    await file.finish();
    assert.deepEqual(await readdir(folder), ['a', 'a.part', 'other']);
    assert.equal(await readFile(other, 'utf8'), 'precious');
  });

  it('gives up when there are many unfinished files', async () => {
    const target = path.join(await aFolder(), 'a');
    const files = await Promise.all(Array.from({ length: 9 }, () => PartFile.create(target)));
    const [fault, message] = await faultOf(PartFile.create(target));
    assert.equal(fault, 'unfinished');
    assert.match(message, /^there are already 9 unfinished downloads of a/);
    await Promise.all(files.map((file) => file.discard()));
    assert.deepEqual(await readdir(path.dirname(target)), []);
  });

  it('keeps the existing file when the name cannot be reused', async () => {
    const folder = await aFolder();
    const target = path.join(folder, 'a');
    const file = await PartFile.create(target);
    await mkdir(target);
    await writeFile(path.join(target, 'precious'), '');
    assert.equal((await faultOf(file.finish()))[0], 'disk');
    await file.discard();
    assert.deepEqual(await readdir(folder), ['a']);
  });
});
