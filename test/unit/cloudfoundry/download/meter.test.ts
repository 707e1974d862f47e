import assert from 'node:assert/strict';
import { Meter, type DownloadProgress } from '../../../../src/cloudfoundry/download/meter.ts';

/** A meter with a clock of its own. */
function aMeter() {
  const told: DownloadProgress[] = [];
  const clock = { now: 0 };
  const meter = new Meter(
    (progress) => told.push(progress),
    () => clock.now,
  );
  return { told, clock, meter };
}

describe('Meter', () => {
  it('reports at once, then four times a second however many pieces arrive', () => {
    const { told, clock, meter } = aMeter();
    for (let index = 0; index < 1000; index += 1) {
      meter.add(10, { bytes: index * 10, total: null });
      clock.now += 1;
    }
    assert.equal(told.length, 4);
    assert.deepEqual(told[0], { bytes: 0, total: null, rate: null });
  });

  it('reports the rate of the last seconds', () => {
    const { told, clock, meter } = aMeter();
    for (let second = 0; second <= 20; second += 1) {
      clock.now = second * 1000;
      meter.add(second < 10 ? 1000 : 5000, { bytes: 0, total: 1 });
    }
    assert.equal(told[5]?.rate, 1000);
    assert.equal(told[20]?.rate, 5000);
  });

  it('also counts what arrives again after a restart', () => {
    const { told, clock, meter } = aMeter();
    meter.add(1000, { bytes: 1000, total: 2000 });
    clock.now = 1000;
    meter.add(500, { bytes: 500, total: 2000 });
    assert.deepEqual(told.at(-1), { bytes: 500, total: 2000, rate: 500 });
  });
});
