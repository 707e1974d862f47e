import { X509Certificate } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import type { Log } from '../log.ts';
import { toFacts } from './certificateFacts.ts';
import { AuthorityFileError, type CertificateFacts } from './errors.ts';
import type { NetworkSettings } from './settings.ts';

type TrustSettings = Pick<NetworkSettings, 'environment' | 'trustsSystem' | 'caFile'>;

/** Where Linux distributions keep their bundle: Debian, Fedora, RHEL 9, openSUSE, Alpine. */
const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const maxFileBytes = 8 * 1024 * 1024;

/**
 * Loads the certificate authorities to trust, as PEM: Node's own, the system's, those of
 * `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE` and `SSL_CERT_DIR`, and the foundation's own. Skips and
 * logs what can't be read.
 * @throws AuthorityFileError if the foundation's own file can't be used.
 */
export async function loadAuthorities(
  settings: TrustSettings,
  log: Log,
): Promise<readonly string[]> {
  const { environment, trustsSystem, caFile } = settings;
  const own = caFile === null ? [] : await ownAuthorities(caFile);
  const system = trustsSystem ? await systemAuthorities(log) : [];
  const named: string[] = [];
  for (const variable of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
    const file = environment[variable] ?? '';
    if (file !== '') named.push(...(await authoritiesOf(file, variable, log)));
  }
  const folders = (environment['SSL_CERT_DIR'] ?? '').split(path.delimiter);
  for (const folder of folders.filter((each) => each !== '')) {
    for (const pem of await authoritiesBelow(folder, log)) named.push(pem);
  }
  // Most of the system's are also Node's, with a different line length. Parsing both would
  // take twice as long.
  const all = [...tls.rootCertificates, ...system, ...named, ...own];
  return [...new Map(all.map((pem) => [pem.replace(/\s/g, ''), pem.trim()])).values()];
}

/**
 * The facts of the certificates in a file.
 * @throws AuthorityFileError if the file can't be used.
 */
export async function readAuthorityFile(file: string): Promise<readonly CertificateFacts[]> {
  const authorities = await ownAuthorities(file);
  return [...new Set(authorities)].map((pem) => toFacts(new X509Certificate(pem)));
}

async function ownAuthorities(file: string): Promise<readonly string[]> {
  let bytes: Buffer;
  try {
    bytes = await readBounded(file);
  } catch (cause) {
    throw new AuthorityFileError(file, fileFault(cause), { cause });
  }
  const { authorities, malformed } = parse(bytes);
  if (malformed > 0) throw new AuthorityFileError(file, 'a certificate in it is malformed');
  if (authorities.length === 0) throw new AuthorityFileError(file, 'it contains no certificates');
  return authorities;
}

/**
 * `tls.getCACertificates` was added in Node 22.15; in VS Code with an older Node, there is a
 * fallback only on Linux.
 */
async function systemAuthorities(log: Log): Promise<readonly string[]> {
  const list: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof list === 'function') {
    try {
      const found: unknown = Reflect.apply(list, tls, ['system']);
      const authorities = Array.isArray(found)
        ? found.filter((pem) => typeof pem === 'string')
        : [];
      if (authorities.length > 0) return authorities;
    } catch (error) {
      log.warn(`The system's certificate authorities cannot be listed: ${fileFault(error)}`);
    }
  }
  for (const file of process.platform === 'linux' ? linuxBundles : []) {
    const bytes = await readBounded(file).catch(() => null);
    if (bytes) return parse(bytes).authorities;
  }
  log.info("The system's certificate authorities are not available in this version of VS Code");
  return [];
}

async function authoritiesOf(file: string, variable: string, log: Log): Promise<readonly string[]> {
  try {
    const { authorities, malformed } = parse(await readBounded(file));
    if (malformed > 0) log.warn(`${variable}: ${malformed} certificates in ${file} are malformed`);
    if (authorities.length === 0) log.warn(`${variable}: ${file} holds no certificate`);
    return authorities;
  } catch (error) {
    log.warn(`${variable}: ${file} cannot be read: ${fileFault(error)}`);
    return [];
  }
}

/** More files than any certificate folder has. */
const maxFiles = 2000;

/**
 * The certificates in a folder's files. Skips files without any, such as hash links and
 * revocation lists.
 */
async function authoritiesBelow(folder: string, log: Log): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).sort().slice(0, maxFiles);
    const read = names.map(async (name) => {
      const bytes = await readBounded(path.join(folder, name)).catch(() => null);
      return bytes ? parse(bytes).authorities : [];
    });
    const authorities = (await Promise.all(read)).flat();
    if (authorities.length === 0) log.warn(`SSL_CERT_DIR: ${folder} holds no certificate`);
    return authorities;
  } catch (error) {
    log.warn(`SSL_CERT_DIR: ${folder} cannot be read: ${fileFault(error)}`);
    return [];
  }
}

interface Parsed {
  readonly authorities: readonly string[];
  readonly malformed: number;
}

/** Parses a PEM bundle or a DER file. OpenSSL would silently skip malformed certificates. */
function parse(bytes: Buffer): Parsed {
  // DER starts with a sequence; text never starts with this byte.
  if (bytes[0] === 0x30) return parseAll([bytes]);
  const block =
    /-----BEGIN (?:X509 )?CERTIFICATE-----[\s\S]*?(?:-----END (?:X509 )?CERTIFICATE-----|$)/g;
  return parseAll(bytes.toString('latin1').match(block) ?? []);
}

function parseAll(certificates: readonly (string | Buffer)[]): Parsed {
  const authorities: string[] = [];
  for (const certificate of certificates) {
    try {
      authorities.push(new X509Certificate(certificate).toString());
    } catch {
      // Counted below; the details don't matter.
    }
  }
  return { authorities, malformed: certificates.length - authorities.length };
}

/** A wrong path may name a device that never ends. */
async function readBounded(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('it isn’t a file');
    if (stat.size > maxFileBytes) throw new Error('it is too large');
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function fileFault(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  switch ('code' in error ? error.code : null) {
    case 'ENOENT':
      return 'the file doesn’t exist';
    case 'EACCES':
    case 'EPERM':
      return 'you don’t have permission to read it';
    case 'EISDIR':
      return 'it isn’t a file';
  }
  return error.message;
}
