import assert from 'node:assert/strict';
import { absoluteTime, duration, relativeTime, span } from '../../../src/wording/times.ts';

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

  it('is empty for a missing or invalid time', () => {
    assert.equal(relativeTime(null, now), null);
    assert.equal(relativeTime('string', now), null);
    assert.equal(relativeTime('', now), null);
  });

  it('uses the given language', () => {
    assert.equal(relativeTime('2026-11-18T11:00:00Z', now, 'de'), 'vor 3 Tagen');
  });
});

describe('absoluteTime', () => {
  it('shows date, time and zone', () => {
    assert.equal(
      absoluteTime('2016-03-14T22:30:42Z', 'en', 'UTC')?.replaceAll('\u202f', ' '),
      'Mar 14, 2016, 10:30:42 PM UTC',
    );
  });

  it('is empty for a missing or invalid time', () => {
    assert.equal(absoluteTime(null), null);
    assert.equal(absoluteTime('string'), null);
  });
});

describe('span', () => {
  const cases: readonly (readonly [seconds: number, text: string])[] = [
    [0, '0 seconds'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [3 * 24 * 3600 + 5, '3 days'],
    [400 * 24 * 3600, '1 year'],
  ];
  for (const [seconds, text] of cases) {
    it(`says ${text} for ${seconds} seconds`, () => {
      assert.equal(span(seconds * 1000), text);
    });
  }
});

describe('duration', () => {
  const cases: readonly (readonly [seconds: number, text: string])[] = [
    [0, '0 sec'],
    [13, '13 sec'],
    [72, '1 min 12 sec'],
    [3600, '1 hr 0 min'],
    [200_000, '55 hr 33 min'],
  ];
  for (const [seconds, text] of cases) {
    it(`says "${text}" for ${seconds} seconds`, () => {
      const to = new Date(now.getTime() + seconds * 1000).toISOString();
      assert.equal(duration(now.toISOString(), to), text);
    });
  }

  it('is empty when a time is missing, invalid, or before the other', () => {
    assert.equal(duration(null, now.toISOString()), null);
    assert.equal(duration(now.toISOString(), null), null);
    assert.equal(duration('string', now.toISOString()), null);
    assert.equal(duration('2026-11-22T00:00:00Z', now.toISOString()), null);
  });
});
