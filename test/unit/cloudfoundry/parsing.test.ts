import assert from 'node:assert/strict';
import { toApiUrl } from '../../../src/cloudfoundry/apiUrl.ts';
import { addFilter, noFilter } from '../../../src/cloudfoundry/filters.ts';
import { isBefore } from '../../../src/cloudfoundry/version.ts';

function added(filter: Partial<typeof noFilter>, order: string | null = null): string {
  const url = new URL('https://api.example.org/v3/apps?x=1');
  addFilter(url, { ...noFilter, ...filter }, order);
  return url.search;
}

describe('toApiUrl', () => {
  it('takes an address as people type it, and keeps its origin', () => {
    for (const [typed, expected] of [
      ['api.example.org', 'https://api.example.org/'],
      ['  https://api.example.org/  ', 'https://api.example.org/'],
      ['https://api.example.org/v3/apps?x=1#y', 'https://api.example.org/'],
      ['HTTP://API.Example.org:8080', 'http://api.example.org:8080/'],
      ['localhost:8080', 'https://localhost:8080/'],
      ['https://api.example.org:443', 'https://api.example.org/'],
      ['[::1]:8080', 'https://[::1]:8080/'],
    ] as const) {
      assert.equal(toApiUrl(typed)?.href, expected, typed);
    }
  });

  it('takes nothing else', () => {
    for (const typed of [
      '',
      '   ',
      'https://',
      'ftp://api.example.org',
      'file:///etc/passwd',
      'javascript://api.example.org/%0aalert(1)',
      'user@api.example.org',
      'https://user:password@api.example.org',
      'api example.org',
      'api.example.org:99999',
    ]) {
      assert.equal(toApiUrl(typed), null, typed);
    }
  });
});

describe('isBefore', () => {
  it('compares numbers, not texts', () => {
    assert.ok(isBefore('3.9.0', '3.46.0'));
    assert.ok(!isBefore('3.100.0', '3.46.0'));
    assert.ok(!isBefore('3.46.0', '3.46.0'));
    assert.ok(isBefore('3.45.99', '3.46.0'));
    assert.ok(!isBefore('4.0.0', '3.46.0'));
  });

  it('puts a pre-release before its release, and ignores the build', () => {
    assert.ok(isBefore('3.46.0-alpha.5', '3.46.0'));
    assert.ok(!isBefore('3.46.1-alpha.5', '3.46.0'));
    assert.ok(!isBefore('3.117.0+cf-k8s', '3.117.0'));
  });

  it('says no of what is no version', () => {
    for (const odd of ['', 'x', '3.x', 'v3', 'latest']) assert.ok(!isBefore(odd, '3.46.0'), odd);
  });
});

describe('addFilter', () => {
  it('asks for nothing where nothing is filtered', () => {
    assert.equal(added({}), '?x=1');
  });

  it("keeps the list's usual order unless the user chose another", () => {
    assert.equal(added({}, '-created_at'), '?x=1&order_by=-created_at');
    assert.equal(added({ orderBy: 'name' }, '-created_at'), '?x=1&order_by=name');
  });

  it('lets no value become another parameter', () => {
    const search = new URLSearchParams(added({ labelSelector: 'a=b&per_page=5000#+' }));
    assert.equal(search.get('label_selector'), 'a=b&per_page=5000#+');
    assert.equal(search.get('per_page'), null);
  });
});
