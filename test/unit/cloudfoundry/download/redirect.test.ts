import assert from 'node:assert/strict';
import {
  redirectTarget,
  type RedirectRules,
} from '../../../../src/cloudfoundry/download/redirect.ts';
import { RefusedLinkError } from '../../../../src/cloudfoundry/errors.ts';

const api = new URL('https://api.example.org/v3/droplets/d/download');
const outside: RedirectRules = { trusted: [], isInside: false };
const inside: RedirectRules = { trusted: [], isInside: true };
const local = new URL('http://127.0.0.1:8080/v3/droplets/d/download');

function refused(location: string | null, from = api): RefusedLinkError {
  try {
    redirectTarget(location, from, from, outside);
  } catch (error) {
    assert.ok(error instanceof RefusedLinkError);
    return error;
  }
  throw new TypeError(`followed: ${location}`);
}

describe('redirectTarget', () => {
  it('accepts any https host, and the path of a relative redirect', () => {
    for (const [location, target] of [
      [
        'https://store.example.net/b?X-Amz-Signature=1',
        'https://store.example.net/b?X-Amz-Signature=1',
      ],
      ['//store.example.net/b', 'https://store.example.net/b'],
      ['/b?md5=1', 'https://api.example.org/b?md5=1'],
    ] as const) {
      assert.equal(redirectTarget(location, api, api, outside).href, target);
    }
  });

  it('accepts http only when the API itself is http', () => {
    assert.equal(redirectTarget('http://127.0.0.1:9000/b', local, local, inside).port, '9000');
    assert.equal(
      redirectTarget('https://store.example.net/b', local, local, inside).protocol,
      'https:',
    );
    assert.match(refused('http://store.example.net/b').message, /it isn’t encrypted\./);
  });

  // RFC 1918, 4193 and 6598, and the link-local addresses at which clouds tell secrets.
  it('accepts this machine, or a private network, only when the API is there too', () => {
    for (const host of [
      'localhost',
      'a.localhost.',
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[fe80::1]',
      '169.254.169.254',
      '[::ffff:169.254.169.254]',
      '10.0.16.7',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '[fd00::1]',
      '[::ffff:10.0.0.1]',
    ]) {
      assert.match(
        refused(`https://${host}/b`).message,
        /on this machine or on a private network, but the API isn’t/,
      );
    }
    assert.equal(redirectTarget('https://localhost/b', local, local, inside).hostname, 'localhost');
    assert.equal(redirectTarget('https://10.0.16.7/b', api, api, inside).hostname, '10.0.16.7');
    assert.equal(redirectTarget('https://172.32.0.1/b', api, api, outside).hostname, '172.32.0.1');
  });

  it('accepts a store that the user trusts, unencrypted or in a private network', () => {
    const trusted = ['http://store.example.net:9000', 'https://10.0.16.7'];
    for (const location of ['http://store.example.net:9000/b?sig=1', 'https://10.0.16.7/b']) {
      assert.equal(redirectTarget(location, api, api, { trusted, isInside: false }).href, location);
      assert.match(refused(location).message, /add .* to trustedBlobOrigins in the setting/);
    }
    for (const location of [
      'http://store.example.net/b',
      'http://store.example.net:9000@other.example.net/b',
      'http://store.example.net.evil.example:9000/b',
      'http://10.0.16.7/b',
      'ftp://store.example.net:9000/b',
    ]) {
      assert.throws(
        () => redirectTarget(location, api, api, { trusted, isInside: false }),
        RefusedLinkError,
      );
    }
  });

  it('refuses anything but a plain address', () => {
    for (const location of [
      null,
      '',
      'https://',
      'https://store.example.net/a b',
      'https:\\\\store.example.net/b',
      'https://store.example.net/\u0000',
      `https://store.example.net/${'x'.repeat(20_000)}`,
      'ftp://store.example.net/b',
      'file:///etc/passwd',
      'data:text/plain,x',
      'javascript:alert(1)',
      'https://user:canary@store.example.net/b',
    ]) {
      assert.doesNotMatch(refused(location).message, /canary|passwd|alert/);
    }
  });

  it('names the hosts, and nothing that may be signed', () => {
    assert.equal(
      refused('http://store.example.net:81/canary?sig=canary#canary').message,
      'the redirect from api.example.org to http://store.example.net:81 wasn’t followed: it isn’t encrypted. ' +
        'To allow it, add http://store.example.net:81 to trustedBlobOrigins in the setting cfDroplets.foundations',
    );
  });
});
