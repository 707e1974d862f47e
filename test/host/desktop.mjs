// The desktop's own VS Code, where there is one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

/** The path of the desktop's `code` command; undefined where there is none, or no screen for its window. */
export function findDesktop() {
  const isWindows = process.platform === 'win32';
  const hasScreen =
    isWindows ||
    process.platform === 'darwin' ||
    Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  // In a remote window's terminal `code` speaks to that window, which cannot load an extension in development;
  // and VS Code on Linux does not start as root.
  const isRemote = process.env['VSCODE_IPC_HOOK_CLI'] !== undefined;
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!hasScreen || isRemote || isLinuxRoot) {
    return undefined;
  }
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, isWindows ? 'code.cmd' : 'code'))
    .find((file) => fs.existsSync(file));
}

/**
 * Opens a window with these extensions in development. The window lives on by itself.
 * @param {string} code
 * @param {readonly string[]} extensions
 */
export async function openDesktop(code, extensions) {
  const args = [
    '--new-window',
    ...extensions.map((folder) => `--extensionDevelopmentPath=${folder}`),
  ];
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(shell ? `"${code}"` : code, quoted, { stdio: 'inherit', shell });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) {
    throw new Error(`${code} ended with exit code ${exitCode}.`);
  }
}
