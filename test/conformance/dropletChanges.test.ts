import assert from 'node:assert/strict';
import type { SampleOptions } from '../../src/sample/options.ts';
import {
  askedFoundation,
  at,
  detail,
  resources,
  textAt,
  type AskedFoundation,
} from './support/client.ts';

describe('changing a droplet on the sample foundation', () => {
  let foundation: AskedFoundation;
  let app: string;
  let current: string;
  let other: string;

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    foundation = await askedFoundation({ data: 'small', ...options });
    const { ask } = foundation;
    app = textAt((await ask('GET /v3/apps?names=search-api')).body, 'resources', 0, 'guid');
    current = textAt((await ask(`GET /v3/apps/${app}/droplets/current`)).body, 'guid');
    const all = resources((await ask(`GET /v3/apps/${app}/droplets?states=STAGED`)).body);
    other = textAt(all[0], 'guid');
  };

  afterEach(() => foundation.close());

  it('deletes it in a job, and records who did', async () => {
    await start();
    const { ask, tick } = foundation;
    const accepted = await ask(`DELETE /v3/droplets/${other}`);
    assert.equal(accepted.status, 202);
    assert.equal(accepted.body, undefined);
    const job = new URL(accepted.headers.get('location') ?? '').pathname;
    assert.equal(textAt((await ask(`GET ${job}`)).body, 'state'), 'PROCESSING');
    assert.equal((await ask(`GET /v3/droplets/${other}`)).status, 200);
    tick(2);
    const { body } = await ask(`GET ${job}`);
    assert.equal(textAt(body, 'state'), 'COMPLETE');
    assert.equal(textAt(body, 'operation'), 'droplet.delete');
    assert.deepEqual(at(body, 'errors'), []);
    assert.equal((await ask(`GET /v3/droplets/${other}`)).status, 404);
    const events = await ask(
      `GET /v3/audit_events?target_guids=${app}&types=audit.app.droplet.delete`,
    );
    assert.equal(textAt(events.body, 'resources', 0, 'data', 'droplet_guid'), other);
    assert.equal(textAt(events.body, 'resources', 0, 'actor', 'name'), 'dev');
  });

  it('does not delete the current one', async () => {
    await start();
    const { body, status } = await foundation.ask(`DELETE /v3/droplets/${current}`);
    assert.equal(status, 422);
    assert.equal(detail(body), `The droplet is currently used by app with guid "${app}".`);
  });

  it('does not delete one that becomes current before the job gets to it', async () => {
    await start();
    const { ask, tick } = foundation;
    const accepted = await ask(`DELETE /v3/droplets/${other}`);
    const path = `/v3/apps/${app}/relationships/current_droplet`;
    await ask(`PATCH ${path}`, { data: { guid: other } });
    tick(2);
    const job = await ask(`GET ${new URL(accepted.headers.get('location') ?? '').pathname}`);
    assert.equal(textAt(job.body, 'state'), 'FAILED');
    assert.match(textAt(job.body, 'errors', 0, 'detail'), /currently used by app/);
    assert.equal((await ask(`GET /v3/droplets/${other}`)).status, 200);
  });

  it('reports a job that fails', async () => {
    await start({ jobsFail: true });
    const { ask, tick } = foundation;
    const accepted = await ask(`DELETE /v3/droplets/${other}`);
    tick(2);
    const job = await ask(`GET ${new URL(accepted.headers.get('location') ?? '').pathname}`);
    assert.equal(textAt(job.body, 'state'), 'FAILED');
    assert.deepEqual(at(job.body, 'errors'), [
      { code: 10001, title: 'UnknownError', detail: 'An unknown error occurred.' },
    ]);
    assert.equal((await ask(`GET /v3/droplets/${other}`)).status, 200);
  });

  it('had no job before May 2017, and deleted the current one until the end of 2024', async () => {
    await start({ apiVersion: '3.22.0' });
    assert.equal((await foundation.ask(`DELETE /v3/droplets/${current}`)).status, 204);
    assert.equal((await foundation.ask(`GET /v3/apps/${app}/droplets/current`)).status, 404);
  });

  it('is allowed for users who may write', async () => {
    await start();
    const { ask } = foundation;
    for (const method of ['DELETE', 'PATCH']) {
      assert.equal((await ask(`${method} /v3/droplets/${other}`, {}, 'auditor')).status, 403);
      assert.equal((await ask(`${method} /v3/droplets/nope`, {}, 'auditor')).status, 404);
    }
    assert.equal(detail((await ask('GET /v3/jobs/nope')).body), 'Job not found');
  });

  it('adds and removes labels and annotations', async () => {
    await start();
    const { ask } = foundation;
    const before = at((await ask(`GET /v3/droplets/${other}`)).body, 'metadata', 'labels');
    const metadata = {
      labels: { branch: null, 'acme.example/tested': 'yes' },
      annotations: { note: 'as it was before the sale' },
    };
    const { body, status } = await ask(`PATCH /v3/droplets/${other}`, { metadata });
    assert.equal(status, 200);
    assert.deepEqual(at(body, 'metadata', 'labels'), {
      build: at(before, 'build'),
      'acme.example/tested': 'yes',
    });
    assert.equal(at(body, 'metadata', 'annotations', 'note'), 'as it was before the sale');
    assert.equal(typeof at(body, 'process_types', 'web'), 'string');
    const found = await ask('GET /v3/droplets?label_selector=acme.example/tested=yes');
    assert.equal(textAt(found.body, 'resources', 0, 'guid'), other);
  });

  for (const [metadata, reason] of [
    [{ labels: { 'a b': 'c' } }, "Metadata label key error: 'a b' contains invalid characters"],
    [
      { labels: { a: '-b-' } },
      "Metadata label value error: '-b-' starts or ends with invalid characters",
    ],
    [
      { labels: { ['x'.repeat(64)]: '' } },
      "Metadata label key error: 'xxxxxxxx...' is greater than 63 characters",
    ],
    [{ labels: { 'a/b/c': 'd' } }, "Metadata label key has more than one '/'"],
    [{ labels: { '': 'd' } }, 'Metadata label key cannot be empty string'],
    [{ labels: { 'cloudfoundry.org/a': 'd' } }, 'Metadata cloudfoundry.org is a reserved domain'],
    [{ labels: { 'no-dns/a': 'd' } }, "Metadata label prefix 'no-dns' must be in valid dns format"],
    [
      { annotations: { note: 'x'.repeat(5001) } },
      "Metadata value error: annotation 'xxxxxxxx...' is greater than 5000 characters",
    ],
    [{ colours: {} }, "Metadata has unexpected field(s): 'colours'"],
  ] as const) {
    it(`refuses: ${reason}`, async () => {
      await start();
      for (const path of [`/v3/droplets/${other}`, `/v3/apps/${app}`]) {
        const { body, status } = await foundation.ask(`PATCH ${path}`, { metadata });
        assert.equal(status, 422);
        assert.ok(detail(body).startsWith(reason), detail(body));
      }
    });
  }
});
