// The browser in which the workbench is driven.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './hosts.mjs';

/** The path of a Chromium on this machine: `CHROMIUM`, one on PATH, or the one that Playwright downloaded earlier. */
export function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) {
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  return [...candidates, chromium.executablePath()].find((file) => fs.existsSync(file));
}

/** Gets a Chromium where there is none: Debian's package where we are root, else Playwright's own download. */
export function ensureChromium() {
  if (findChromium()) {
    return;
  }
  console.log('Installing Chromium (once) …');
  const attempts = [
    ...(process.getuid?.() === 0 ? [installDebianPackage] : []),
    downloadWithPlaywright,
  ];
  const failures = [];
  for (const attempt of attempts) {
    const failure = attempt();
    if (findChromium()) {
      return;
    }
    failures.push(failure);
  }
  throw new Error(
    `No Chromium was found on PATH, and none could be installed.\n${failures.join('\n')}\n` +
      'Install Chromium or Google Chrome, or name one in the variable CHROMIUM.',
  );
}

function installDebianPackage() {
  return (
    run('apt-get', ['update']) ??
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  );
}

function downloadWithPlaywright() {
  const cli = path.join(root, 'node_modules/playwright-core/cli.js');
  return run(process.execPath, [cli, 'install', 'chromium']);
}

/**
 * Runs the command; says what went wrong, if anything did.
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync(command, args, { encoding: 'utf8', env });
  if (result.status === 0) {
    return undefined;
  }
  const reason = result.error?.message ?? result.stderr.trim().split('\n').slice(-3).join('\n');
  return `${path.basename(command)} ${args.join(' ')}: ${reason}`;
}
