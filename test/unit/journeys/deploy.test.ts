import assert from 'node:assert/strict';
import { startRollout } from '../../../src/changes/startRollout.ts';
import { isCurrent } from '../../../src/explorer/runningDroplets.ts';
import type { SampleOptions } from '../../../src/sample/options.ts';
import { Session } from './support/session.ts';

const foundations: readonly (readonly [name: string, options: Partial<SampleOptions>])[] = [
  ['API 3.58, the first that deploys the droplet that is named', { apiVersion: '3.58.0' }],
  ['API 3.99, which knows nothing of how many at once', { apiVersion: '3.99.0' }],
  ['an API of today', {}],
  ['Korifi, which takes no field that it does not know', { korifi: true }],
];

describe('A rolling deployment', function () {
  this.timeout(30_000);
  let session: Session | null = null;

  afterEach(async () => {
    await session?.close();
    session = null;
  });

  for (const [name, options] of foundations) {
    it(`is started by ${name}`, async () => {
      session = await Session.open({ speed: 20, ...options });
      const row = await session.openApp('storefront');
      const other = row.droplets.rows.find(
        (each) => each.droplet.state === 'STAGED' && !isCurrent(each),
      );
      assert.ok(other);
      const client = await session.row.connection.client();
      const order = {
        dropletGuid: other.droplet.guid,
        strategy: 'rolling',
        maxInFlight: 1,
      } as const;
      const started = await startRollout(client, row.app, order);
      assert.equal(started.kind, 'done');
    });
  }
});
