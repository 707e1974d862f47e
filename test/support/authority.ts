import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

// A certificate authority made anew for each test run. Node reads certificates and cannot write them; what has to be
// written is this small, so that no package and no program is needed for it.

/** Key and certificate of a server, as PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

interface Wanted {
  /** Names and IP addresses that the certificate is for. */
  readonly hosts?: readonly string[];
  readonly subject?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface Authority {
  readonly pem: string;
  /** A server's certificate, signed by this authority: for localhost, and valid today, unless told otherwise. */
  issue(wanted?: Wanted): Identity;
  /** Another authority, signed by this one. */
  intermediate(name: string, dates?: Pick<Wanted, 'from' | 'to'>): Authority;
}

export const day = 24 * 60 * 60 * 1000;

/** An authority that nobody trusts yet. */
export function anAuthority(name = 'Test Authority'): Authority {
  const keys = keyPair();
  const pem = certificate(
    { subject: name, isAuthority: true },
    keys.publicKey,
    name,
    keys.privateKey,
  );
  return authority(name, keys.privateKey, pem, '');
}

/** A server's certificate that is signed by nobody else. */
export function aSelfSigned({ subject = 'localhost', ...wanted }: Wanted = {}): Identity {
  const { publicKey, privateKey } = keyPair();
  const cert = certificate({ subject, ...wanted }, publicKey, subject, privateKey);
  return { key: toPem(privateKey), cert };
}

function authority(name: string, key: KeyObject, pem: string, chain: string): Authority {
  return {
    pem,
    issue: (wanted = {}) => {
      const { publicKey, privateKey } = keyPair();
      const cert = certificate({ subject: 'localhost', ...wanted }, publicKey, name, key);
      return { key: toPem(privateKey), cert: `${cert}${chain}` };
    },
    intermediate: (subject, dates = {}) => {
      const { publicKey, privateKey } = keyPair();
      const own = certificate({ subject, isAuthority: true, ...dates }, publicKey, name, key);
      return authority(subject, privateKey, own, `${own}${chain}`);
    },
  };
}

interface Contents extends Wanted {
  readonly subject: string;
  readonly isAuthority?: boolean;
}

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function certificate(
  { subject, isAuthority = false, hosts = ['localhost', '127.0.0.1'], ...dates }: Contents,
  publicKey: KeyObject,
  issuer: string,
  issuerKey: KeyObject,
): string {
  const { from = new Date(Date.now() - day), to = new Date(Date.now() + 30 * day) } = dates;
  const algorithm = sequence(objectId('2a8648ce3d040302')); // ecdsa-with-SHA256
  const extensions = isAuthority
    ? [extension('551d13', sequence(tagged(0x01, Buffer.from([0xff]))))] // basicConstraints: a CA
    : [extension('551d11', sequence(...hosts.map(generalName)))]; // subjectAltName
  const contents = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))), // version 3
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer),
    sequence(time(from), time(to)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', contents, issuerKey);
  const der = sequence(
    contents,
    algorithm,
    tagged(0x03, Buffer.concat([Buffer.alloc(1), signature])),
  );
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function distinguishedName(name: string): Buffer {
  const commonName = sequence(objectId('550403'), tagged(0x0c, Buffer.from(name)));
  return sequence(tagged(0x31, commonName));
}

function generalName(host: string): Buffer {
  if (isIP(host) === 4) return tagged(0x87, Buffer.from(host.split('.').map(Number)));
  return tagged(0x82, Buffer.from(host));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), tagged(0x04, value));
}

function time(date: Date): Buffer {
  return tagged(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\..*/g, '')
        .slice(2)}Z`,
    ),
  );
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, contents: Buffer): Buffer {
  const { length } = contents;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), contents]);
}

function keyPair(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
