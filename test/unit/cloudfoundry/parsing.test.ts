import assert from 'node:assert/strict';
import { toApiUrl } from '../../../src/cloudfoundry/apiUrl.ts';
import { noFilter, withQuery } from '../../../src/cloudfoundry/filters.ts';
import { isBefore } from '../../../src/cloudfoundry/version.ts';

function asked(filter: Partial<typeof noFilter>, order: string | null = null): string {
  const href = withQuery(
    'https://api.example.org/v3/apps?x=1',
    50,
    { ...noFilter, ...filter },
    order,
  );
  return new URL(href).search;
}

describe('toApiUrl', () => {
  it('accepts an address as people type it, and keeps its origin', () => {
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

  it('accepts nothing else', () => {
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

  it('returns false for anything but a version', () => {
    for (const odd of ['', 'x', '3.x', 'v3', 'latest']) assert.ok(!isBefore(odd, '3.46.0'), odd);
  });
});

describe('withQuery', () => {
  it('adds nothing when there is no filter', () => {
    assert.equal(asked({}), '?x=1&per_page=50');
  });

  it("keeps the list's usual order unless the user chose another", () => {
    assert.equal(asked({}, '-created_at'), '?x=1&per_page=50&order_by=-created_at');
    assert.equal(asked({ orderBy: 'name' }, '-created_at'), '?x=1&per_page=50&order_by=name');
  });

  it('lets no value become another parameter', () => {
    const search = new URLSearchParams(asked({ labelSelector: 'a=b&per_page=5000#+' }));
    assert.equal(search.get('label_selector'), 'a=b&per_page=5000#+');
    assert.deepEqual(search.getAll('per_page'), ['50']);
  });

  it('replaces what a link already asks for, and drops its fragment', () => {
    const href = withQuery('/v3/apps?per_page=1&a=b?c&order_by=x#y', 50, noFilter, 'name');
    assert.equal(href, '/v3/apps?a=b?c&per_page=50&order_by=name');
  });
});
