import assert from 'node:assert/strict';
import { retryAfter } from '../../../src/cloudfoundry/apiError.ts';

function of(headers: Readonly<Record<string, string>>): number | null {
  return retryAfter({ header: (name) => headers[name] ?? null });
}

const inSeconds = (seconds: number) => String(Math.round(Date.now() / 1000) + seconds);
const dateIn = (seconds: number) => new Date(Date.now() + seconds * 1000);

function assertAbout(found: number | null, expected: number): void {
  assert.ok(found !== null && Math.abs(found - expected) <= 2, String(found));
}

describe('retryAfter', () => {
  // RFC 9110, 10.2.3 and 5.6.7: seconds, or a date in one of three forms.
  it('reads seconds and dates', () => {
    assert.equal(of({ 'retry-after': '0' }), 0);
    assert.equal(of({ 'retry-after': ' 120 ' }), 120);
    const date = dateIn(90);
    assertAbout(of({ 'retry-after': date.toUTCString() }), 90);
    const [day = '', number, month, year = '', time] = date.toUTCString().split(' ');
    const days = { Sun: 'Sunday', Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday' };
    const others = { Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday' };
    const long = { ...days, ...others }[day.slice(0, 3)];
    const old = `${long}, ${number}-${month}-${year.slice(2)} ${time} GMT`;
    assertAbout(of({ 'retry-after': old }), 90);
    assert.equal(of({ 'retry-after': dateIn(-90).toUTCString() }), 0);
  });

  // Cloud Controller's `rate_limiter.rb`: both headers held the time of the reset before it sent spans of time.
  it('reads the time of the reset, in seconds since 1970', () => {
    const time = inSeconds(600);
    assertAbout(of({ 'retry-after': time, 'x-ratelimit-reset': time }), 600);
    assertAbout(of({ 'retry-after': time }), 600);
    assertAbout(of({ 'x-ratelimit-reset': time }), 600);
    assert.equal(of({ 'retry-after': inSeconds(-5) }), 0);
  });

  for (const unreadable of [
    '',
    'soon',
    '-5',
    '1e3',
    'NaN',
    'Foo, 99 Xyz 2026 25:61:61 GMT',
    '5 s',
  ]) {
    it(`uses the reset when it cannot be read: ${JSON.stringify(unreadable)}`, () => {
      assertAbout(of({ 'retry-after': unreadable, 'x-ratelimit-reset': inSeconds(30) }), 30);
      assert.equal(of({ 'retry-after': unreadable }), null);
      assert.equal(of({ 'retry-after': unreadable, 'x-ratelimit-reset': 'soon' }), null);
    });
  }
});
