import assert from 'node:assert/strict';
import { isReadableOnTheWay, isSameSite } from '../../../src/cloudfoundry/site.ts';

function isSame(api: string, login: string): boolean {
  return isSameSite(new URL(api), new URL(login));
}

describe('isSameSite', () => {
  it('accepts the login server next to the API, below the same parent domain', () => {
    assert.ok(isSame('https://api.sys.example.org', 'https://login.sys.example.org'));
    assert.ok(isSame('https://api.sys.example.org', 'https://uaa.eu.sys.example.org:8443'));
    assert.ok(isSame('https://api.cf.a.azurewebsites.net', 'https://login.cf.a.azurewebsites.net'));
    assert.ok(isSame('https://api.cf.internal', 'https://login.cf.internal'));
  });

  it('accepts the same host, whatever its port', () => {
    assert.ok(isSame('http://127.0.0.1:8080', 'http://127.0.0.1:8090'));
    assert.ok(isSame('http://[::1]:8080', 'http://[::1]:8090'));
    assert.ok(isSame('https://localhost', 'https://localhost:8443'));
  });

  for (const [api, login] of [
    ['https://api.example.org', 'https://login.example.com'],
    ['https://api.sys.example.org', 'https://login.example.org'],
    ['https://api.sys.example.org', 'https://evilsys.example.org'],
    ['https://example.org', 'https://login.org'],
    // Public suffixes: https://publicsuffix.org/list
    ['https://a.azurewebsites.net', 'https://evil.azurewebsites.net'],
    ['https://api.github.io', 'https://evil.github.io'],
    ['https://api.co.uk', 'https://login.co.uk'],
    ['http://10.0.0.1', 'http://10.0.0.2'],
    ['https://localhost', 'https://login.localhost'],
  ] as const) {
    it(`treats ${login} as unrelated to ${api}`, () => {
      assert.ok(!isSame(api, login));
    });
  }
});

describe('isReadableOnTheWay', () => {
  for (const [address, isReadable] of [
    ['http://api.example.org', true],
    ['http://10.0.0.1:8080', true],
    ['https://api.example.org', false],
    ['http://127.0.0.1:8080', false],
    ['http://[::1]:8080', false],
    ['http://localhost', false],
    ['http://api.localhost', false],
  ] as const) {
    it(`returns ${isReadable ? 'yes' : 'no'} for ${address}`, () => {
      assert.equal(isReadableOnTheWay(new URL(address)), isReadable);
    });
  }
});
