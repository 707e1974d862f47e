import assert from 'node:assert/strict';
import { isProtected } from '../../../src/changes/protection.ts';

describe('A protected place', () => {
  const cases: readonly (readonly [pattern: string, place: string, isProtected: boolean])[] = [
    ['*/prod*', 'acme/production', true],
    ['*/prod*', 'acme/prod', true],
    ['*/prod*', 'acme/dev', false],
    ['*/prod*', 'acme/preprod', false],
    ['*/*prod*', 'acme/preprod', true],
    ['acme/*', 'acme/dev', true],
    ['acme/*', 'acme-two/dev', false],
    ['acme/prod', 'ACME/Prod', true],
    [' */prod ', 'acme/prod', true],
    ['*/*', 'acme/dev', true],
    ['prod', 'acme/prod', false],
    ['', 'acme/prod', false],
    ['*', 'acme/prod', false],
    ['*/a*b*c', 'acme/a-b-b-c', true],
    ['*/a*b*c', 'acme/a-c-b', false],
    ['*/ab*ba', 'acme/aba', false],
    ['*/p.od', 'acme/prod', false],
  ];

  for (const [pattern, place, expected] of cases) {
    it(`${expected ? 'is' : 'is not'} ${place} for "${pattern}"`, () => {
      const [organization = '', space = ''] = place.split('/');
      assert.equal(isProtected([pattern], { organization, space }), expected);
    });
  }

  it('may have a slash in its name', () => {
    assert.ok(isProtected(['a/b/prod'], { organization: 'a/b', space: 'prod' }));
    assert.ok(isProtected(['a/b/prod'], { organization: 'a', space: 'b/prod' }));
  });

  it('matches any of the patterns', () => {
    assert.ok(isProtected(['x/y', '*/prod'], { organization: 'acme', space: 'prod' }));
    assert.ok(!isProtected([], { organization: 'acme', space: 'prod' }));
  });
});
