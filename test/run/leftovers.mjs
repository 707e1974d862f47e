// Finds out whether a run has left anything behind: a process (and with it a listening port), a temporary file, a changed file.
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../host/hosts.mjs';

/** Every descendant inherits this variable, even one that has left its parents; Linux shows it in /proc. */
const marker = 'CF_DROPLETS_TEST_RUN';

/**
 * Begins to watch. What is started with the given environment is found again, whatever has become of its parents.
 * @returns {{ env: NodeJS.ProcessEnv, find: () => Promise<string[]> }}
 */
export function watchForLeftovers() {
  const id = crypto.randomUUID();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
  const before = changedFiles();
  return {
    // npm would leave Node's compile cache among the temporary files.
    env: { ...process.env, [marker]: id, TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' },
    find: async () => {
      const processes = await remainingProcesses(id);
      const files = fs.readdirSync(temporary).map((name) => `temporary file ${name}`);
      fs.rmSync(temporary, { recursive: true, force: true });
      const changed = changedFiles()
        .filter((line) => !before.includes(line))
        .map((line) => `changed file ${line}`);
      return [...processes, ...files, ...changed];
    },
  };
}

/** @param {string} id */
async function remainingProcesses(id) {
  let found = markedProcesses(id);
  // A process that was told to end may take a moment.
  for (let waited = 0; waited < 3000 && found.length > 0; waited += 100) {
    await sleep(100);
    found = markedProcesses(id);
  }
  return found;
}

/** @param {string} id */
function markedProcesses(id) {
  if (process.platform !== 'linux') {
    return [];
  }
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readProc(name, 'environ').includes(`${marker}=${id}`))
    .map((pid) => {
      const command = readProc(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 150);
      return `process ${pid} ${command}`;
    });
}

/**
 * @param {string} pid
 * @param {string} file
 */
function readProc(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it ended meanwhile, or is somebody else's
  }
}

function changedFiles() {
  const status = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  return status.status === 0 ? status.stdout.split('\n').filter(Boolean) : [];
}
