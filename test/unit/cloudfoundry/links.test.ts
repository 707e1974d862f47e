import assert from 'node:assert/strict';
import { RefusedLinkError } from '../../../src/cloudfoundry/errors.ts';
import {
  assignmentRequest,
  type AssignmentRequest,
} from '../../../src/cloudfoundry/assignmentRequest.ts';
import { resolveLink, type LinkScope } from '../../../src/cloudfoundry/links.ts';

const scope: LinkScope = {
  api: new URL('https://localhost:8443'),
  own: new Set([
    'https://api.example.org',
    'http://api.example.org',
    'https://api.example.org:444',
  ]),
};

function resolved(href: string): string {
  return resolveLink(href, scope).href;
}

function refusal(href: string): RefusedLinkError {
  try {
    resolveLink(href, scope);
  } catch (error) {
    assert.ok(error instanceof RefusedLinkError);
    return error;
  }
  return assert.fail(`${href} was not refused`);
}

function request(href: string, method = 'PATCH'): AssignmentRequest {
  return assignmentRequest({ href, method }, 'app-1', 'droplet-1', scope);
}

describe('resolveLink', () => {
  it('resolves a path against the address that the user typed', () => {
    assert.equal(
      resolved('/v3/apps/a?order_by=-created_at&page=2'),
      'https://localhost:8443/v3/apps/a?order_by=-created_at&page=2',
    );
  });

  it('rebases origins that the API names as its own, whatever their scheme and port', () => {
    const expected = 'https://localhost:8443/v3/apps/a';
    assert.equal(resolved('https://api.example.org/v3/apps/a'), expected);
    assert.equal(resolved('https://api.example.org:443/v3/apps/a'), expected);
    assert.equal(resolved('http://api.example.org/v3/apps/a'), expected);
    assert.equal(resolved('https://api.example.org:444/v3/apps/a'), expected);
    assert.equal(resolved('HTTPS://API.example.org/v3/apps/a'), expected);
    assert.equal(resolved('https://localhost:8443/v3/apps/a'), expected);
  });

  it('keeps the query as advertised when it rebases', () => {
    assert.equal(
      resolved('https://api.example.org/v3/apps?names=a%252Cb&order_by=%2Bname&page=2'),
      'https://localhost:8443/v3/apps?names=a%252Cb&order_by=%2Bname&page=2',
    );
  });

  it('drops a fragment, which is never sent', () => {
    assert.equal(resolved('/v3/apps#top'), 'https://localhost:8443/v3/apps');
    assert.equal(resolved('https://api.example.org/v3/apps#top'), 'https://localhost:8443/v3/apps');
  });

  it('refuses another origin and names both', () => {
    const { message } = refusal('https://evil.example/v3/apps/a');
    assert.match(message, /https:\/\/evil\.example\b/);
    assert.match(message, /https:\/\/localhost:8443/);
  });

  it('refuses its own host on a port that the API does not name', () => {
    assert.match(refusal('https://api.example.org:9999/v3').message, /api\.example\.org:9999/);
  });

  it('never leaves the API through a path that begins like another host', () => {
    refusal('https://api.example.org//evil.example/v3/apps');
    refusal('https://localhost:8443//evil.example/v3/apps');
    refusal('https://api.example.org///evil.example/v3/apps');
    refusal('//evil.example/v3/apps');
    refusal('//localhost:8443/v3/apps');
  });

  for (const href of [
    'https://api.example.org@evil.example/v3',
    'https://user:secret-word@api.example.org/v3',
    'https://user@localhost:8443/v3',
  ]) {
    it(`refuses a user name in ${href.replace('secret-word', 'password')}, and does not echo it`, () => {
      const { message, href: shown } = refusal(href);
      assert.match(message, /user name/);
      assert.doesNotMatch(`${message} ${shown}`, /user@|user:|secret-word|api\.example\.org@/);
    });
  }

  it('does not echo a password whatever else is wrong with the address', () => {
    for (const href of [
      'https://user:secret-word@api.example.org/v3/../x',
      'https://user:secret-word@api.example.org/v3/a b',
      'ftp://user:secret-word@api.example.org/',
      `https://user:secret-word@api.example.org/${'x'.repeat(9000)}`,
    ]) {
      const error = refusal(href);
      assert.doesNotMatch(`${error.message} ${error.href}`, /secret-word/);
    }
  });

  for (const href of [
    '/v3/apps/../../admin',
    '/v3/./apps',
    '/v3/%2e%2e/admin',
    '/v3/%2E./admin',
    '/v3/apps/..',
    'https://api.example.org/v3/../admin',
  ]) {
    it(`refuses the segments that lead upward in ${href}`, () => {
      assert.match(refusal(href).message, /segments/);
    });
  }

  it('treats dots in a query and in names as plain text', () => {
    assert.equal(
      resolved('/v3/apps/a..b?names=../x'),
      'https://localhost:8443/v3/apps/a..b?names=../x',
    );
  });

  for (const [what, href] of Object.entries({
    'a backslash': '/\\evil.example/v3',
    'a backslash after the scheme': 'https:\\\\evil.example/v3',
    'a blank': '/v3/apps/a b',
    'a leading blank': ' https://api.example.org/v3',
    'a line break': '/v3/apps\r\nHost: evil.example',
    'a tab in the slashes': '/\t/evil.example/v3',
    'a zero byte': '/v3/apps\u0000',
    'a non-breaking space': '/v3/apps\u00a0',
    'a C1 control character': '/v3/apps\u0085',
  })) {
    it(`refuses ${what}, and keeps it out of the message`, () => {
      const { message } = refusal(href);
      assert.doesNotMatch(message, /[\p{Cc}\u00a0]/u);
    });
  }

  it('refuses schemes other than http and https', () => {
    for (const href of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'wss://api.example.org/v3',
      'command:workbench.action.quit',
      'ssh.example.org:2222',
    ]) {
      assert.match(refusal(href).message, /scheme/);
    }
  });

  it('refuses anything but an address', () => {
    for (const href of ['string', '', '?page=2', 'v3/apps', '#', 'http://', 'https://a b/']) {
      refusal(href);
    }
  });

  it('refuses an address that is too long, and shows only its beginning', () => {
    const error = refusal(`/v3/apps?names=${'x'.repeat(9000)}`);
    assert.match(error.message, /too long/);
    assert.ok(error.message.length < 400);
    assert.ok(error.href.length < 300);
  });
});

describe('assignmentRequest', () => {
  it('sends a relationship to …/relationships/current_droplet', () => {
    const { method, url, body } = request(
      'https://api.example.org/v3/apps/app-1/relationships/current_droplet',
    );
    assert.equal(method, 'PATCH');
    assert.equal(url.href, 'https://localhost:8443/v3/apps/app-1/relationships/current_droplet');
    assert.deepEqual(JSON.parse(body), { data: { guid: 'droplet-1' } });
  });

  for (const path of ['current_droplet', 'droplets/current']) {
    it(`sends the droplet's guid to …/${path}`, () => {
      const { method, url, body } = request(`/v3/apps/app-1/${path}`, 'PUT');
      assert.equal(method, 'PUT');
      assert.equal(url.href, `https://localhost:8443/v3/apps/app-1/${path}`);
      assert.deepEqual(JSON.parse(body), { droplet_guid: 'droplet-1' });
    });
  }

  it('keeps the advertised method even when another is usual for the path', () => {
    assert.equal(request('/v3/apps/app-1/relationships/current_droplet', 'PUT').method, 'PUT');
  });

  it('reads a percent-encoded guid, once', () => {
    const path = '/relationships/current_droplet';
    assert.equal(
      request(`/v3/apps/app%2D1${path}`).url.pathname,
      '/v3/apps/app%2D1/relationships/current_droplet',
    );
    assert.throws(() => request(`/v3/apps/app%252D1${path}`), RefusedLinkError);
    assert.throws(() => request(`/v3/apps/app%${path}`), RefusedLinkError);
  });

  it('refuses every other method', () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS', 'STRING', '', 'PATCH\r\nX: y']) {
      assert.throws(
        () => request('/v3/apps/app-1/relationships/current_droplet', method),
        RefusedLinkError,
      );
    }
  });

  it('refuses the address of another app', () => {
    for (const app of ['app-2', 'app-1x', 'app-1%2Fx', 'APP-1', '%61pp-2']) {
      assert.throws(
        () => request(`/v3/apps/${app}/relationships/current_droplet`),
        (error) => error instanceof RefusedLinkError && /another app/.test(error.message),
      );
    }
  });

  it('refuses addresses that are not for assigning', () => {
    for (const href of [
      'string',
      '/v3/apps/app-1',
      '/v3/apps/app-1/actions/stop',
      '/v3/apps/app-1/relationships/current_droplet/',
      '/v3/apps/app-1/relationships/current_droplet?force=true',
      '/v2/apps/app-1/current_droplet',
      '/x/v3/apps/app-1/current_droplet',
      '/v3/apps//app-1/current_droplet',
      'https://evil.example/v3/apps/app-1/relationships/current_droplet',
      'https://api.example.org//evil.example/v3/apps/app-1/relationships/current_droplet',
    ]) {
      assert.throws(() => request(href), RefusedLinkError, href);
    }
  });

  it('sends no fragment', () => {
    const { url } = request('/v3/apps/app-1/relationships/current_droplet#x');
    assert.equal(url.hash, '');
  });
});
