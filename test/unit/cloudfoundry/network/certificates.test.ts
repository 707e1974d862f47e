import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import {
  loadAuthorities,
  readAuthorityFile,
} from '../../../../src/cloudfoundry/network/certificates.ts';
import { AuthorityFileError } from '../../../../src/cloudfoundry/network/errors.ts';
import { plainNetwork } from '../../../../src/cloudfoundry/network/settings.ts';
import { anAuthority, aSelfSigned } from '../../../support/authority.ts';
import { aLog, failureOf } from '../../../support/clients.ts';

let folder = '';

async function aFile(contents: string | Buffer, name = 'ca.pem'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, contents);
  return file;
}

describe('loadAuthorities', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'authorities-'));
  });

  afterEach(async () => rm(folder, { recursive: true }));

  it('trusts Node’s, and nothing else, when nothing else is named', async () => {
    const log = aLog();
    const loaded = await loadAuthorities(plainNetwork, log);
    assert.equal(loaded.length, new Set(tls.rootCertificates).size);
    assert.deepEqual(log.lines, []);
  });

  it('adds those of the environment and of the foundation, each once', async () => {
    const [first, second, third] = [
      anAuthority('1').pem,
      anAuthority('2').pem,
      anAuthority('3').pem,
    ];
    const log = aLog();
    const loaded = await loadAuthorities(
      {
        trustsSystem: false,
        environment: {
          NODE_EXTRA_CA_CERTS: await aFile(`# corporate\r\n${first}${second}`, 'extra.pem'),
          SSL_CERT_FILE: await aFile(second, 'ssl.pem'),
        },
        caFile: await aFile(`${third}\n${third}`),
      },
      log,
    );
    assert.equal(loaded.length, tls.rootCertificates.length + 3);
    for (const pem of [first, second, third]) assert.ok(loaded.includes(pem.trim()));
    assert.deepEqual(log.lines, []);
  });

  // Go's crypto/x509, which the cf CLI uses: SSL_CERT_DIR is a list of folders, as PATH is.
  it('adds those in the folders of SSL_CERT_DIR, and those of SSL_CERT_FILE together with them', async () => {
    const [first, second, third] = [
      anAuthority('1').pem,
      anAuthority('2').pem,
      anAuthority('3').pem,
    ];
    const folders = [path.join(folder, 'a'), path.join(folder, 'b')];
    await Promise.all(folders.map((each) => mkdir(each)));
    await aFile(first, 'a/one.pem');
    await aFile('no certificate', 'a/README');
    await mkdir(path.join(folder, 'a/below'));
    await aFile(second, 'b/5ed36f99.0');
    const log = aLog();
    const environment = {
      SSL_CERT_DIR: [...folders, '', path.join(folder, 'missing')].join(path.delimiter),
      SSL_CERT_FILE: await aFile(third, 'ssl.pem'),
    };
    const loaded = await loadAuthorities({ trustsSystem: false, environment, caFile: null }, log);
    assert.equal(loaded.length, new Set(tls.rootCertificates).size + 3);
    for (const pem of [first, second, third]) assert.ok(loaded.includes(pem.trim()));
    assert.equal(log.lines.length, 1);
    assert.match(
      log.lines[0] ?? '',
      /^SSL_CERT_DIR: .*missing cannot be read: the file doesn’t exist$/,
    );
  });

  it('reads a DER file too, as Windows exports one', async () => {
    const { pem } = anAuthority();
    const der = Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64');
    const loaded = await loadAuthorities({ ...plainNetwork, caFile: await aFile(der) }, aLog());
    assert.ok(loaded.includes(pem.trim()));
  });

  it('adds the system’s, or says that there are none', async () => {
    const log = aLog();
    const loaded = await loadAuthorities({ ...plainNetwork, trustsSystem: true }, log);
    assert.ok(loaded.length >= tls.rootCertificates.length);
    const isThere = loaded.length > tls.rootCertificates.length;
    assert.ok(isThere || log.lines.length <= 1);
  });

  it('asks Node for the system’s when it can list them, and only if they are wanted', async () => {
    const { pem } = anAuthority('System');
    const asked: unknown[] = [];
    const own = Object.getOwnPropertyDescriptor(tls, 'getCACertificates');
    // One of Node's own again, with lines of another length.
    const twice = (tls.rootCertificates[0] ?? assert.fail()).replace(/(\w{10})/, '$1\n');
    const value = (kind: unknown) => (asked.push(kind), [pem, twice]);
    Object.defineProperty(tls, 'getCACertificates', { value, configurable: true });
    try {
      const loaded = await loadAuthorities({ ...plainNetwork, trustsSystem: true }, aLog());
      assert.ok(loaded.includes(pem.trim()));
      assert.equal(loaded.length, tls.rootCertificates.length + 1);
      await loadAuthorities(plainNetwork, aLog());
      assert.deepEqual(asked, ['system']);
    } finally {
      if (own) Object.defineProperty(tls, 'getCACertificates', own);
      else Reflect.deleteProperty(tls, 'getCACertificates');
    }
  });

  it('warns of files in the environment that are missing, empty or malformed, and goes on', async () => {
    const { pem } = anAuthority();
    const broken = pem.replace(/\n.{20}/, '\n????');
    for (const [file, warning] of [
      [
        path.join(folder, 'none.pem'),
        /NODE_EXTRA_CA_CERTS: .*none\.pem cannot be read: the file doesn’t exist/,
      ],
      [folder, /cannot be read: it isn’t a file/],
      [await aFile('hello', 'empty.pem'), /empty\.pem holds no certificate/],
      [await aFile(`${pem}${broken}`, 'half.pem'), /1 certificates in .*half\.pem are malformed/],
    ] as const) {
      const log = aLog();
      const environment = { NODE_EXTRA_CA_CERTS: file };
      await loadAuthorities({ ...plainNetwork, environment }, log);
      assert.equal(log.lines.length, 1);
      assert.match(log.lines[0] ?? '', warning);
    }
  });

  it("fails for the foundation's own file, naming it and the reason", async () => {
    const { pem } = anAuthority();
    for (const [file, reason] of [
      [path.join(folder, 'none.pem'), /none\.pem can’t be used: the file doesn’t exist/],
      [folder, /it isn’t a file/],
      [await aFile('', 'empty.pem'), /it contains no certificates/],
      [await aFile(aSelfSigned().key, 'key.pem'), /it contains no certificates/],
      [await aFile(pem.slice(0, 300), 'cut.pem'), /a certificate in it is malformed/],
      [await aFile(Buffer.from([0x30, 0x82, 1]), 'cut.der'), /a certificate in it is malformed/],
      [await aFile(Buffer.alloc(9 * 1024 * 1024, ' '), 'large.pem'), /it is too large/],
    ] as const) {
      const error = await failureOf(loadAuthorities({ ...plainNetwork, caFile: file }, aLog()));
      assert.ok(error instanceof AuthorityFileError);
      assert.equal(error.file, file);
      assert.match(error.message, reason);
      assert.doesNotMatch(error.message, /PRIVATE KEY/);
    }
  });

  it('does not wait forever for something that is not a file', async function () {
    if (process.platform === 'win32') this.skip();
    const caFile = '/dev/zero';
    const error = await failureOf(loadAuthorities({ ...plainNetwork, caFile }, aLog()));
    assert.match(error.message, /it isn’t a file/);
  });
});

describe('readAuthorityFile', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'authorities-'));
  });

  afterEach(async () => rm(folder, { recursive: true }));

  it('describes each certificate, once: whom it is for and when it is valid', async () => {
    const [first, second] = [anAuthority('Root').pem, anAuthority('Team').pem];
    const found = await readAuthorityFile(await aFile(`# ours\n${first}${second}${first}`));
    assert.deepEqual(
      found.map(({ subject, issuer }) => [subject, issuer]),
      [
        ['CN=Root', 'CN=Root'],
        ['CN=Team', 'CN=Team'],
      ],
    );
    assert.ok(found.every(({ validFrom, validTo }) => validFrom && validTo && validFrom < validTo));
  });

  it('fails as it would when it is used', async () => {
    const { key } = aSelfSigned();
    const error = await failureOf(readAuthorityFile(await aFile(key)));
    assert.ok(error instanceof AuthorityFileError);
    assert.match(error.message, /it contains no certificates/);
  });
});
