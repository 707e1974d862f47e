import assert from 'node:assert/strict';
import { relativeTime } from '../../../src/explorer/time.ts';

const now = new Date('2026-11-21T12:00:00Z');

describe('relativeTime', () => {
  const cases: readonly (readonly [iso: string, text: string])[] = [
    ['2026-11-21T11:59:30Z', 'now'],
    ['2026-11-21T12:00:20Z', 'now'],
    ['2026-11-21T11:58:59Z', '1 minute ago'],
    ['2026-11-21T09:30:00Z', '2 hours ago'],
    ['2026-11-18T11:00:00Z', '3 days ago'],
    ['2026-11-07T12:00:00Z', '2 weeks ago'],
    ['2026-08-01T12:00:00Z', '3 months ago'],
    ['1970-01-01T00:00:02Z', '56 years ago'],
    ['2026-11-21T14:00:00Z', 'in 2 hours'],
  ];
  for (const [iso, text] of cases) {
    it(`says "${text}" for ${iso}`, () => {
      assert.equal(relativeTime(iso, now), text);
    });
  }

  it('says nothing for a time that is missing or is none', () => {
    assert.equal(relativeTime(null, now), null);
    assert.equal(relativeTime('string', now), null);
    assert.equal(relativeTime('', now), null);
  });

  it('speaks the given language', () => {
    assert.equal(relativeTime('2026-11-18T11:00:00Z', now, 'de'), 'vor 3 Tagen');
  });
});
