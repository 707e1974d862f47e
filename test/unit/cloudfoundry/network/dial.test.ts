import assert from 'node:assert/strict';
import net, { type AddressInfo } from 'node:net';
import { dial, type Lookup } from '../../../../src/cloudfoundry/network/dial.ts';
import { codeOf } from '../../../../src/cloudfoundry/network/connectFailure.ts';
import { failureOf } from '../../../support/clients.ts';
import { closeSlowServers, startSlowServer } from '../../../support/slowServer.ts';

/** RFC 6666: packets to this prefix are discarded. */
const nowhere = '100::1';

const found =
  (...addresses: readonly string[]): Lookup =>
  async () =>
    addresses.map((address) => ({ address, family: net.isIP(address) }));

const servers = new Set<net.Server>();

async function aServer(): Promise<number> {
  const server = net.createServer((socket) => socket.end());
  servers.add(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function ending(signal = new AbortController().signal) {
  return signal;
}

afterEach(async () => {
  for (const server of servers) server.close();
  servers.clear();
  await closeSlowServers();
});

describe('Connecting to a host with several addresses', () => {
  // Node gives an address up after 250 ms: "autoSelectFamilyAttemptTimeout", https://nodejs.org/api/net.html
  it('waits a second for a handshake, even if IPv6 is unreachable', async () => {
    const server = await startSlowServer();
    const lookup = found('127.0.0.1', nowhere);
    const connecting = dial('api.example.org', server.port, { lookup, signal: ending() });
    server.acceptAfter(700);
    const socket = await connecting;
    assert.equal(socket.remoteAddress, '127.0.0.1');
    socket.destroy();
  });

  it('uses the address that answers, whichever it is', async () => {
    const port = await aServer();
    for (const addresses of [
      ['127.0.0.1'],
      ['::1', '127.0.0.1'],
      [nowhere, '127.0.0.1'],
      ['127.0.0.1', nowhere],
      ['127.0.0.2', '127.0.0.3', '127.0.0.1', nowhere],
    ]) {
      const socket = await dial('api.example.org', port, {
        lookup: found(...addresses),
        signal: ending(),
      });
      assert.equal(socket.remoteAddress, '127.0.0.1');
      socket.destroy();
    }
  });

  it('fails with the first error when no address answers, or there is none', async () => {
    const lookup = found('127.0.0.2', '127.0.0.3');
    const port = await aServer();
    const error = await failureOf(dial('api.example.org', port, { lookup, signal: ending() }));
    assert.equal(codeOf(error), 'ECONNREFUSED');
    await assert.rejects(dial('api.example.org', port, { lookup: found(), signal: ending() }));
  });

  it('ends at once when it is aborted, even while looking up addresses', async () => {
    const server = await startSlowServer();
    for (const lookup of [found('127.0.0.1'), async () => new Promise<never>(() => undefined)]) {
      const abort = new AbortController();
      const connecting = dial('api.example.org', server.port, { lookup, signal: abort.signal });
      abort.abort(new Error('given up by a test'));
      await assert.rejects(connecting, /given up by a test/);
    }
    server.acceptAfter(0);
  });
});
