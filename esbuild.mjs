// Builds the extension, the sample foundation, the webview scripts and the test bundles.
//   node esbuild.mjs [--production] [--watch] [--tests] [--quiet]
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** undici is CommonJS and asks for Node's modules with `require`, which an ES module does not have. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: flags.has('--quiet') ? 'warning' : 'info',
  legalComments: 'none',
  sourcemap: production ? false : 'linked',
  minify: production,
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
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { droplet: 'src/webviews/main/droplet.ts' },
    outdir: 'dist/webviews',
    tsconfig: 'src/webviews/tsconfig.json',
  },
];

if (flags.has('--tests')) {
  const tests = (suite) =>
    fs
      .globSync?.(`test/${suite}/**/*.test.ts`, { cwd: root }) ??
    fs
      .readdirSync(path.join(root, 'test', suite), { recursive: true })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join('test', suite, file));
  builds.push(
    // Plain Node: `vscode` is deliberately not external here, so that a lower room that imports it fails the build.
    ...['unit', 'conformance', 'bench', 'ui'].map((suite) => ({
      ...node,
      entryPoints: suite === 'bench' ? ['test/bench/bench.ts'] : tests(suite),
      outbase: `test/${suite}`,
      outdir: `out/${suite}`,
      minify: false,
      sourcemap: 'linked',
      external: ['playwright-core', 'axe-core', 'ajv', 'undici'],
    })),
    {
      ...node,
      entryPoints: ['test/integration/index.ts'],
      outbase: 'test/integration',
      outdir: 'out/integration',
      minify: false,
      sourcemap: 'linked',
      external: ['vscode', 'mocha'],
    },
  );
}

fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
fs.copyFileSync(
  path.join(root, 'node_modules/undici/LICENSE'),
  path.join(root, 'dist/undici.LICENSE.txt'),
);

if (flags.has('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
