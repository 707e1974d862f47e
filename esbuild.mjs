// Builds the extension, the sample foundation, the webview scripts and the test bundles.
//   node esbuild.mjs [--production] [--watch] [--quiet] [--tests=unit,conformance,integration,ui,bench]
//     [--test-files=unit/notices.test.ts]  of those suites, builds these tests alone
// With --watch it rebuilds what has changed. A parent process that forked it gets `{ isGood }` after each build.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { noticesOf } from './media/licenses/notices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** undici is CommonJS and asks for Node's modules with `require`, which an ES module does not have. Short: it heads each chunk. */
const requireBanner =
  'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: flags.has('--quiet') || flags.has('--watch') ? 'warning' : 'info',
  legalComments: 'none',
  sourcemap: production ? false : 'linked',
  minify: production,
};

/**
 * undici has two copies of its HTTP parser: one uses SIMD instructions, the other runs on processors without them, too. The
 * second one is enough: an API’s answers have few headers to parse, and the package is 24 kB smaller.
 * @type {esbuild.Plugin}
 */
const oneHttpParser = {
  name: 'one-http-parser',
  setup: (build) =>
    build.onResolve({ filter: /\/llhttp_simd-wasm\.js$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, '../llhttp/llhttp-wasm.js'),
    })),
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: requireBanner },
};

/** @type {esbuild.BuildOptions[]} */
const builds = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts', 'sample/server': 'src/sample/server.ts' },
    outdir: 'dist',
    external: ['vscode'],
    plugins: [oneHttpParser],
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { panels: 'src/webviews/main/panels.ts' },
    outdir: 'dist/webviews',
    tsconfig: 'src/webviews/tsconfig.json',
  },
];

const shippedBuilds = builds.length;

/** The licenses of everything from others that is shipped. */
const notices = 'dist/THIRD_PARTY_NOTICES.txt';

/**
 * The scripts of test/host are imported as they are: they find their files beside themselves.
 * @type {esbuild.Plugin}
 */
const hostScripts = {
  name: 'host-scripts',
  setup: (build) =>
    build.onResolve({ filter: /\/host\/\w+\.mjs$/ }, ({ path: file, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, file)).href,
      external: true,
    })),
};

const chosenTestFiles = listGiven('--test-files=').map((file) => path.join(root, 'test', file));
for (const suite of listGiven('--tests=')) {
  const isInside = suite === 'integration';
  builds.push({
    ...node,
    entryPoints: testEntries(suite),
    outbase: `test/${suite}`,
    outdir: `out/${suite}`,
    minify: false,
    sourcemap: 'linked',
    // Only what runs inside VS Code may import `vscode`: a lower room that does fails the build of the other suites.
    external: [
      'mocha',
      'playwright-core',
      'axe-core',
      'ajv',
      'undici',
      ...(isInside ? ['vscode'] : []),
    ],
    plugins: [hostScripts],
  });
}

if (flags.has('--watch')) {
  await watch();
} else {
  const results = await Promise.all(
    builds.map((options) => esbuild.build({ ...options, metafile: true })),
  ).catch(() => process.exit(1)); // esbuild has said why
  finish(results.map(({ metafile }) => metafile));
}

/** Builds everything, and then what has changed, until the process ends. */
async function watch() {
  // A parent that is gone needs no builds any more.
  process.on('disconnect', () => process.exit());
  const announce = announcer();
  const contexts = await Promise.all(
    builds.map((options, index) =>
      esbuild.context({
        ...options,
        metafile: true,
        write: false,
        plugins: [...(options.plugins ?? []), writer(), announce(index)],
      }),
    ),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

/**
 * Writes what has changed. esbuild itself would remove the files of a build that fails, and the old chunks, which a window that
 * runs the old code may yet load.
 * @returns {esbuild.Plugin}
 */
function writer() {
  /** @type {Map<string, string>} */
  const written = new Map();
  return {
    name: 'writer',
    setup: (build) =>
      build.onEnd(({ errors, outputFiles = [] }) => {
        if (errors.length > 0) return;
        const changed = outputFiles.filter((file) => written.get(file.path) !== file.hash);
        for (const { path: file, contents, hash } of changed) {
          fs.mkdirSync(path.dirname(file), { recursive: true });
          fs.writeFileSync(file, contents);
          written.set(file, hash);
        }
      }),
  };
}

/**
 * Tells when the first of the builds begins and when the last one has ended. .vscode/tasks.json waits for these lines.
 * @returns {(index: number) => esbuild.Plugin}  makes the plugin of the build with that index
 */
function announcer() {
  let running = 0;
  let isFinished = false;
  /** @type {Map<number, esbuild.BuildResult>} */
  const results = new Map();
  return (index) => ({
    name: 'announcer',
    setup: (build) => {
      build.onStart(() => {
        running += 1;
        if (running === 1) say('started');
      });
      build.onEnd((result) => {
        running -= 1;
        results.set(index, result);
        if (running > 0 || results.size < builds.length) return;
        const all = builds.flatMap((_, each) => results.get(each) ?? []);
        const isGood = all.every(({ errors }) => errors.length === 0);
        if (isGood && !isFinished) {
          isFinished = true;
          finish(all.flatMap(({ metafile }) => metafile ?? []));
        }
        say(isGood ? 'finished' : 'failed');
        process.send?.({ isGood });
      });
    },
  });
}

/** @param {'started' | 'finished' | 'failed'} what */
function say(what) {
  if (!flags.has('--quiet')) console.log(`[watch] build ${what}`);
}

/**
 * Does what follows a whole build.
 * @param {readonly esbuild.Metafile[]} metafiles  one for each build
 */
function finish(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.keys(metafile.outputs));
  // Where there are source maps, lines must stay where they are.
  if (production) outputs.forEach(leaveOutBanner);
  // What the tests are bundled with is not shipped.
  fs.writeFileSync(path.join(root, notices), noticesOf(root, metafiles.slice(0, shippedBuilds)));
  removeStale([...outputs, notices]);
}

/**
 * Takes the banner off a file that has no use for it: most chunks hold nothing of undici, and it heads each of the twenty
 * that the extension starts with.
 * @param {string} output
 */
function leaveOutBanner(output) {
  const file = path.join(root, output);
  const code = fs.readFileSync(file, 'utf8');
  if (!code.startsWith(requireBanner)) return;
  const rest = code.slice(requireBanner.length).trimStart();
  if (!/\brequire\b/.test(rest)) fs.writeFileSync(file, rest);
}

/**
 * The files of a suite that are run by themselves: its tests, and where it has them, the entries that find or lead them.
 * @param {string} suite
 */
function testEntries(suite) {
  const files = filesBelow(path.join(root, 'test', suite));
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const leading = files.filter((file) => /[/\\](index|bench)\.ts$/.test(file));
  const isChosen = (/** @type {string} */ file) => chosenTestFiles.includes(file);
  return [...leading, ...(chosenTestFiles.length === 0 ? tests : tests.filter(isChosen))];
}

/**
 * The values of an option such as `--tests=unit,ui`.
 * @param {string} option
 */
function listGiven(option) {
  const given = process.argv.find((arg) => arg.startsWith(option));
  return given?.slice(option.length).split(',').filter(Boolean) ?? [];
}

/**
 * Removes what earlier builds left in the folders just built: a test that is no more, a chunk of another hash.
 * @param {readonly string[]} outputs
 */
function removeStale(outputs) {
  const fresh = new Set(outputs.map((file) => path.join(root, file)));
  const folders = builds.flatMap(({ outdir }) => outdir ?? []);
  for (const file of folders.flatMap((folder) => filesBelow(path.join(root, folder)))) {
    if (!fresh.has(file)) {
      fs.rmSync(file, { force: true });
    }
  }
}

/** @param {string} folder */
function filesBelow(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
