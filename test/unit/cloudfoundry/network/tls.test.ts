import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import {
  AuthorityFileError,
  CertificateError,
} from '../../../../src/cloudfoundry/network/errors.ts';
import {
  plainNetwork,
  type NetworkSettings,
} from '../../../../src/cloudfoundry/network/settings.ts';
import { anAuthority, aSelfSigned, day, type Identity } from '../../../support/authority.ts';
import { aTransport, closeTransports, failureOf } from '../../../support/clients.ts';
import { closeServers, hang, html, json, startServer } from '../../../support/hostileServer.ts';

const authority = anAuthority();
let folder = '';
let caFile = '';

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tls-'));
  caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
});

after(async () => rm(folder, { recursive: true }));

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

async function ask(origin: string, settings: Partial<NetworkSettings> = { caFile }) {
  return asking(settings)(origin);
}

function asking(settings: Partial<NetworkSettings>) {
  const http = aTransport({}, { network: () => ({ ...plainNetwork, ...settings }) });
  return (origin: string) =>
    http.send({ method: 'GET', url: new URL('/', origin), headers: { authorization: 'canary' } });
}

/** What a server with this certificate is told to be wrong with it; it must not have been asked anything. */
async function refusal(identity: Identity, settings?: Partial<NetworkSettings>) {
  const server = await startServer(() => json({}), identity);
  const error = await failureOf(ask(server.origin, settings));
  assert.ok(error instanceof CertificateError, String(error));
  assert.equal(error.host, new URL(server.origin).host);
  assert.equal(server.requests.length, 0);
  return error;
}

async function listening(server: net.Server): Promise<URL> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return new URL(`https://localhost:${port}/`);
}

async function ended(server: net.Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

describe('A server whose certificate is valid', () => {
  it('is accepted when the foundation’s own authority has signed it', async () => {
    const server = await startServer(() => json({ ok: true }), authority.issue());
    assert.equal((await ask(server.origin)).body, '{"ok":true}');
    assert.equal((await ask(server.origin.replace('localhost', '127.0.0.1'))).status, 200);
  });

  it('is accepted when an intermediate authority has signed it', async () => {
    const identity = authority.intermediate('Team').issue();
    const server = await startServer(() => json({}), identity);
    assert.equal((await ask(server.origin)).status, 200);
  });

  it('is accepted when the environment names the authority', async () => {
    const server = await startServer(() => json({}), authority.issue());
    for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
      assert.equal((await ask(server.origin, { environment: { [name]: caFile } })).status, 200);
    }
  });

  it('is accepted when it is self-signed and named as an authority', async () => {
    const identity = aSelfSigned();
    const file = path.join(folder, 'self.pem');
    await writeFile(file, identity.cert);
    const server = await startServer(() => json({}), identity);
    assert.equal((await ask(server.origin, { caFile: file })).status, 200);
  });

  it('keeps its connections for later requests', async () => {
    const server = await startServer(() => json({}), authority.issue());
    const again = asking({ caFile });
    for (let i = 0; i < 20; i++) await again(server.origin);
    assert.ok(server.connections.total <= 6, `${server.connections.total} connections`);
  });
});

describe('A server whose certificate is not valid', () => {
  it('is reported with issuer, subject, dates and reason: expired', async () => {
    const [from, to] = [new Date('2024-01-02T00:00:00Z'), new Date('2025-03-04T00:00:00Z')];
    const error = await refusal(authority.issue({ subject: 'api.example.org', from, to }));
    assert.equal(error.reason, 'expired');
    assert.equal(error.code, 'CERT_HAS_EXPIRED');
    assert.deepEqual(error.certificate, {
      subject: 'CN=api.example.org',
      issuer: 'CN=Test Authority',
      validFrom: from,
      validTo: to,
      names: ['localhost', '127.0.0.1'],
    });
    assert.equal(
      error.message,
      `the certificate of ${error.host} isn’t trusted: it expired on 2025-03-04 ` +
        '(issued to CN=api.example.org by CN=Test Authority, valid from 2024-01-02 to 2025-03-04)',
    );
  });

  it('is described by the faulty certificate, which may be an intermediate one', async () => {
    const to = new Date(Date.now() - day);
    const from = new Date(Date.now() - 2 * day);
    const error = await refusal(authority.intermediate('Old Team', { from, to }).issue());
    assert.equal(error.reason, 'expired');
    assert.equal(error.certificate?.subject, 'CN=Old Team');
  });

  it('is refused before it becomes valid', async () => {
    const error = await refusal(
      authority.issue({ from: new Date('2049-01-01'), to: new Date('2049-02-01') }),
    );
    assert.equal(error.reason, 'notYetValid');
    assert.match(error.message, /it isn’t valid before 2049-01-01/);
  });

  it('is refused when it is self-signed', async () => {
    const error = await refusal(aSelfSigned());
    assert.equal(error.reason, 'selfSigned');
    assert.match(error.message, /it is self-signed \(issued to CN=localhost by CN=localhost/);
  });

  it('is refused when its issuer is unknown, or part of the chain is missing', async () => {
    for (const identity of [
      anAuthority('Another Authority').issue(),
      anAuthority('Another Authority').intermediate('Team').issue(),
    ]) {
      const error = await refusal(identity);
      assert.equal(error.reason, 'unknownIssuer');
      assert.match(error.message, /issuer isn’t a trusted certificate authority/);
    }
    const lone = authority.intermediate('Team').issue();
    const cert = `${lone.cert.split('-----END CERTIFICATE-----')[0]}-----END CERTIFICATE-----\n`;
    assert.equal((await refusal({ ...lone, cert })).reason, 'unknownIssuer');
  });

  it('is refused when it is for other hosts, which are named', async () => {
    const error = await refusal(authority.issue({ hosts: ['api.example.org', '10.0.0.1'] }));
    assert.equal(error.reason, 'wrongName');
    assert.match(error.message, /it was issued for api\.example\.org, 10\.0\.0\.1/);
  });

  it('is also refused when it does not show its certificate a second time', async () => {
    const server = await startServer(() => json({}), aSelfSigned());
    let connections = 0;
    const moody = net.createServer((socket) => {
      socket.on('error', () => socket.destroy()).resume();
      connections += 1;
      if (connections > 1) return;
      const behind = net.connect(Number(new URL(server.origin).port), '127.0.0.1');
      behind.on('error', () => behind.destroy());
      socket.pipe(behind).pipe(socket);
    });
    const origin = await listening(moody);
    const error = await failureOf(
      aTransport({ connectTimeout: 1500 }).send({ method: 'GET', url: origin, headers: {} }),
    );
    assert.ok(error instanceof CertificateError);
    assert.equal(error.reason, 'selfSigned');
    assert.equal(error.certificate, null);
    assert.equal(connections, 2);
    await ended(moody);
  });

  it('gets only one visible line of its own text into a message', async () => {
    const subject = `evil\n\u001b[31m${'x'.repeat(3000)}`;
    const error = await refusal(aSelfSigned({ subject }));
    assert.doesNotMatch(error.message, /\p{Cc}/u);
    assert.ok(error.message.length < 800);
  });

  it('is refused even if another transport skips validation', async () => {
    const server = await startServer(() => json({}), aSelfSigned());
    const [lax, strict] = [asking({ skipsValidation: true }), asking({})];
    assert.equal((await lax(server.origin)).status, 200);
    assert.ok((await failureOf(strict(server.origin))) instanceof CertificateError);
    assert.equal((await lax(server.origin)).status, 200);
    assert.equal(server.requests.length, 2);
  });

  it('is refused though an environment variable turns validation off for all of Node', async () => {
    const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
    const value = process.env[name];
    process.env[name] = '0';
    try {
      assert.equal((await refusal(aSelfSigned())).reason, 'selfSigned');
    } finally {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
});

describe('A certificate authority file', () => {
  it('that cannot be read is named, and nothing is sent until it can be read', async () => {
    const server = await startServer(() => json({}), authority.issue());
    const late = path.join(folder, 'late.pem');
    const send = asking({ caFile: late });
    assert.ok((await failureOf(send(server.origin))) instanceof AuthorityFileError);
    assert.equal(server.requests.length, 0);
    await writeFile(late, authority.pem);
    assert.equal((await send(server.origin)).status, 200);
  });

  it('that the settings name later is used from the next connection on', async () => {
    const server = await startServer(() => json({}), authority.issue());
    let settings: NetworkSettings = plainNetwork;
    const http = aTransport({}, { network: () => settings });
    const url = new URL(server.origin);
    assert.ok(
      (await failureOf(http.send({ method: 'GET', url, headers: {} }))) instanceof CertificateError,
    );
    settings = { ...plainNetwork, caFile };
    assert.equal((await http.send({ method: 'GET', url, headers: {} })).status, 200);
  });
});

describe('Connections that were made without validation', () => {
  it('are not reused once validation is back on; requests under way on them finish', async () => {
    let isHeld = false;
    const held = new EventEmitter();
    const server = await startServer(async () => {
      if (isHeld) await once(held, 'answer');
      return json({});
    }, aSelfSigned());
    let settings: NetworkSettings = { ...plainNetwork, skipsValidation: true };
    const http = aTransport({}, { network: () => settings });
    const url = new URL(server.origin);
    const send = async () => http.send({ method: 'GET', url, headers: {} });
    assert.equal((await send()).status, 200);
    isHeld = true;
    const underWay = send();
    while (server.requests.length < 2) await new Promise(setImmediate);
    settings = plainNetwork;
    http.reconnect();
    assert.ok((await failureOf(send())) instanceof CertificateError);
    held.emit('answer');
    assert.equal((await underWay).status, 200);
    assert.equal(server.requests.length, 2);
  });

  it('end with the transport, used or not', async () => {
    const server = await startServer(() => hang, aSelfSigned());
    const network = { ...plainNetwork, skipsValidation: true };
    const http = aTransport({ idleTimeout: 600_000 }, { network: () => network });
    const url = new URL(server.origin);
    const underWay = failureOf(http.send({ method: 'GET', url, headers: {} }));
    while (server.requests.length === 0) await new Promise(setImmediate);
    http.reconnect();
    await http.close();
    await underWay;
  });
});

describe('A server that does not speak TLS', () => {
  it('is distinguished from one with a bad certificate', async () => {
    const plain = await startServer(() => json({}));
    const error = await failureOf(ask(plain.origin.replace('http:', 'https:')));
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.reason, 'notConnected');
    assert.match(error.message, /doesn’t use TLS|could not connect to/);
  });

  it('is given up when it says nothing, or hangs up', async () => {
    for (const isSilent of [true, false]) {
      const server = net.createServer((socket) => {
        socket.on('error', () => socket.destroy()).resume();
        if (!isSilent) socket.end();
      });
      const url = await listening(server);
      const http = aTransport({ connectTimeout: 200 });
      const error = await failureOf(http.send({ method: 'GET', url, headers: {} }));
      assert.ok(error instanceof UnreachableError);
      assert.equal(error.reason, 'notConnected');
      if (isSilent) assert.match(error.message, /timed out/);
      await ended(server);
    }
  });
});

describe("The host's own fetch", () => {
  it('still works after a failed handshake, and no dispatcher was set for it', async () => {
    const key = Symbol.for('undici.globalDispatcher.1');
    const earlier: unknown = Reflect.get(globalThis, key);
    await refusal(aSelfSigned());
    assert.equal(Reflect.get(globalThis, key), earlier);
    const plain = await startServer(() => html('hello'));
    assert.equal(await (await fetch(plain.origin)).text(), 'hello');
  });
});
