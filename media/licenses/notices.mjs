// The licenses of everything from others that is in the bundle, for dist/THIRD_PARTY_NOTICES.txt.
import fs from 'node:fs';
import path from 'node:path';

/**
 * What packages carry inside their own files under another license, which nothing but its license text here tells.
 * @type {readonly { readonly package: string, readonly name: string, readonly license: string, readonly file: string }[]}
 */
const parts = [
  { package: 'undici', name: 'llhttp', license: 'MIT', file: 'llhttp.txt' },
  {
    package: 'tldts',
    name: 'Public Suffix List',
    license: 'MPL-2.0',
    file: 'public-suffix-list.txt',
  },
];

/**
 * Names and licenses of the packages that these builds took something from, of their dependencies, which they may have
 * bundled themselves, and of the parts inside them.
 * @param {string} root
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export function noticesOf(root, metafiles) {
  const used = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const packages = withDependencies(root, new Set(used));
  const sections = packages.flatMap((name) => [
    packageSection(root, name),
    parts.filter((part) => part.package === name).map((part) => partSection(root, part)),
  ]);
  return `Cloud Foundry Droplets contains the following software of others.\n\n${sections.flat().join('\n')}`;
}

/**
 * @param {string} root
 * @param {Set<string>} names
 */
function withDependencies(root, names) {
  // A set is iterated over what is added on the way, too.
  for (const name of names) {
    for (const dependency of Object.keys(manifestOf(root, name).dependencies ?? {})) {
      names.add(dependency);
    }
  }
  return [...names].sort();
}

/**
 * @param {string} root
 * @param {string} name
 */
function packageSection(root, name) {
  const folder = path.join(root, 'node_modules', name);
  const file = fs.readdirSync(folder).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
  if (file === undefined) throw new Error(`${name} is bundled and has no license file`);
  const { version, license } = manifestOf(root, name);
  return section(`${name} ${version}`, license, fs.readFileSync(path.join(folder, file), 'utf8'));
}

/**
 * @param {string} root
 * @param {(typeof parts)[number]} part
 */
function partSection(root, part) {
  const text = fs.readFileSync(path.join(root, 'media/licenses', part.file), 'utf8');
  return section(`${part.name}, part of ${part.package}`, part.license, text);
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {{ version: string, license: string, dependencies?: Record<string, string> }}
 */
function manifestOf(root, name) {
  return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
}

/**
 * @param {string} title
 * @param {string} license
 * @param {string} text
 */
function section(title, license, text) {
  return `${'='.repeat(80)}\n${title} (${license})\n${'='.repeat(80)}\n\n${text.trim()}\n`;
}
