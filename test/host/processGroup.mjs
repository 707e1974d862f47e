// A program and everything it starts, ended together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} ProcessGroup
 * @property {() => string} log  what it has printed
 * @property {Promise<string>} ended  resolves with the exit code or signal of the program itself
 * @property {(pattern: RegExp) => Promise<string>} printed  resolves with the pattern's first group once it is printed
 * @property {() => Promise<void>} stop  ends the program and its descendants
 */

/**
 * Starts a program as the leader of a process group of its own, so that a later `stop()` reaches what it starts too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, onOutput?: ((text: string) => void) | undefined }} options
 * @returns {ProcessGroup}
 */
export function startProcessGroup(command, args, { env, onOutput }) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      onOutput?.(text);
    });
  }
  /** @param {NodeJS.Signals | 0} signal */
  const signalGroup = (signal) => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal);
    } catch {
      return false; // nobody is left in the group
    }
  };
  const killNow = () => signalGroup('SIGKILL');
  process.on('exit', killNow);

  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(String(code ?? signal)));
    child.on('error', (error) => resolve(error.message));
  });

  /** @param {RegExp} pattern */
  const printed = async (pattern) => {
    const failure = ended.then((how) => {
      throw new Error(`${command} ended (${how}) too early:\n${output}`);
    });
    for (;;) {
      const found = pattern.exec(output)?.[1];
      if (found !== undefined) {
        failure.catch(() => {});
        return found;
      }
      await Promise.race([once(child.stdout, 'data'), failure]);
    }
  };

  const stop = async () => {
    signalGroup('SIGTERM');
    for (let waited = 0; waited < 5000 && signalGroup(0); waited += 50) {
      await sleep(50);
    }
    signalGroup('SIGKILL');
    process.off('exit', killNow);
  };
  return { log: () => output, ended, printed, stop };
}
