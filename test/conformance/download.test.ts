import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { BlobFaults } from '../../src/sample/blobs/faults.ts';
import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { at, detail, resources, textAt } from './support/client.ts';

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

describe('downloading a droplet from the sample foundation', () => {
  let foundation: SampleFoundation;
  let now: number;

  const start = async (options: Partial<SampleOptions> = {}): Promise<void> => {
    now = Date.UTC(2026, 10, 21, 22, 0, 0);
    foundation = await startSampleFoundation({
      data: 'small',
      tokenLifetime: 86_400,
      ...options,
      now: () => now,
    });
  };

  afterEach(() => foundation.close());

  it('leads to another origin, with a self-contained address', async () => {
    await start();
    const { droplet, location } = await staged();
    assert.equal(textAt(droplet, 'links', 'download', 'href').endsWith('/download'), true);
    assert.equal(location.origin, foundation.blobs);
    assert.notEqual(location.origin, foundation.api);
    assert.match(location.search, /X-Amz-Expires=3600.*&X-Amz-Signature=[\da-f]{64}$/);
    assert.equal((await blob(location)).status, 200);
  });

  it('returns a gzipped tar whose checksum is the droplet’s, the same each time', async () => {
    await start();
    const { droplet, location } = await staged();
    const { bytes, headers } = await blob(location);
    assert.equal(textAt(droplet, 'checksum', 'type'), 'sha256');
    assert.equal(sha256(bytes), textAt(droplet, 'checksum', 'value'));
    assert.equal(Number(headers.get('content-length')), bytes.length);
    assert.ok(bytes.length > 200_000 && bytes.length < 400_000, String(bytes.length));
    assert.deepEqual(filesOf(gunzipSync(bytes)), [
      './app/vendor/modules.bin',
      './staging_info.yml',
      './app/start.sh',
    ]);
    assert.deepEqual((await blob(location)).bytes, bytes);
  });

  it('returns different bytes for every droplet', async () => {
    await start();
    const [one, other] = await Promise.all([staged(0), staged(1)]);
    assert.notEqual(
      textAt(one.droplet, 'checksum', 'value'),
      textAt(other.droplet, 'checksum', 'value'),
    );
    assert.notDeepEqual((await blob(one.location)).bytes, (await blob(other.location)).bytes);
  });

  it('also returns large droplets, without holding them', async () => {
    await start({ dropletBytes: 20_000_000 });
    const { droplet, location } = await staged();
    const { bytes } = await blob(location);
    assert.ok(Math.abs(bytes.length - 20_000_000) < 100_000, String(bytes.length));
    assert.equal(sha256(bytes), textAt(droplet, 'checksum', 'value'));
  });

  it('can resume in the middle, if the file is still the same', async () => {
    await start();
    const { location } = await staged();
    const whole = await blob(location);
    const etag = whole.headers.get('etag') ?? '';
    const changed = whole.headers.get('last-modified') ?? '';
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    for (const condition of [etag, changed]) {
      const rest = await blob(location, { range: 'bytes=100000-', 'if-range': condition });
      assert.equal(rest.status, 206);
      assert.deepEqual(rest.bytes, whole.bytes.subarray(100_000));
      const range = `bytes 100000-${whole.bytes.length - 1}/${whole.bytes.length}`;
      assert.equal(rest.headers.get('content-range'), range);
    }
    const part = await blob(location, { range: 'bytes=61400-61600' });
    assert.deepEqual(part.bytes, whole.bytes.subarray(61_400, 61_601));
    const last = await blob(location, { range: 'bytes=-10' });
    assert.deepEqual(last.bytes, whole.bytes.subarray(-10));
    const other = await blob(location, { range: 'bytes=100000-', 'if-range': '"other"' });
    assert.equal(other.status, 200);
    const beyond = await blob(location, { range: 'bytes=9999999-' });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers.get('content-range'), `bytes */${whole.bytes.length}`);
  });

  it('is refused by the store to anyone who sends the API’s headers along', async () => {
    await start();
    const { location } = await staged();
    const authorization = `bearer ${foundation.tokenFor('dev')}`;
    assert.equal((await blob(location, { authorization })).status, 400);
    assert.equal((await blob(location, { 'content-type': 'application/json' })).status, 400);
    const seen = foundation.requests.filter(({ server }) => server === 'blobs');
    assert.deepEqual(
      seen.map(({ headers, status }) => [status, headers.authorization]),
      [
        [400, authorization],
        [400, undefined],
      ],
    );
  });

  it('is refused by the store when the address is old or made up', async () => {
    await start();
    const { droplet, location } = await staged();
    const other = new URL(location);
    other.searchParams.set('X-Amz-Expires', '999999');
    assert.equal((await blob(other)).status, 403);
    assert.equal((await blob(new URL(location.pathname, location))).status, 403);
    now += 3_600_001;
    const late = await blob(location);
    assert.equal(late.status, 403);
    assert.match(late.bytes.toString(), /<Message>Request has expired<\/Message>/);
    const again = await redirect(textAt(droplet, 'guid'));
    assert.equal((await blob(again)).status, 200);
  });

  it('finds nothing once the droplet is deleted', async () => {
    await start();
    const { droplet, location } = await staged();
    await ask('DELETE', `/v3/droplets/${textAt(droplet, 'guid')}`);
    now += 2000;
    await ask('GET', '/v3/apps');
    assert.equal((await blob(location)).status, 404);
  });

  for (const [what, faults, check] of [
    [
      'cut off, and only so many times',
      { cut: { after: 100_000, times: 1 } },
      async (location: URL) => {
        const begun = await blob(location);
        assert.deepEqual([begun.isWhole, begun.bytes.length], [false, 100_000]);
        const rest = await blob(location, { range: 'bytes=100000-' });
        assert.deepEqual([rest.isWhole, rest.status], [true, 206]);
      },
    ],
    [
      'never sent in parts',
      { hasRanges: false },
      async (location: URL) => {
        const answer = await blob(location, { range: 'bytes=100000-' });
        assert.deepEqual([answer.status, answer.headers.get('accept-ranges')], [200, null]);
      },
    ],
    [
      'falsified',
      { hasWrongBytes: true },
      async (location: URL) => {
        const wrong = await blob(location);
        foundation.breakBlobs({});
        const right = await blob(location);
        assert.equal(wrong.bytes.length, right.bytes.length);
        assert.notEqual(sha256(wrong.bytes), sha256(right.bytes));
      },
    ],
  ] satisfies readonly (readonly [
    string,
    Partial<BlobFaults>,
    (location: URL) => Promise<void>,
  ])[]) {
    it(`is ${what} when that is requested`, async () => {
      await start();
      foundation.breakBlobs(faults);
      await check((await staged()).location);
    });
  }

  it('exists only for staged droplets of buildpacks', async () => {
    await start();
    const image = await first('/v3/apps?names=pdf-renderer');
    const ofImage = await first(`/v3/apps/${textAt(image, 'guid')}/droplets?states=STAGED`);
    const failed = await first('/v3/droplets?states=FAILED');
    const expired = await first('/v3/droplets?states=EXPIRED');
    for (const [droplet, status, reason] of [
      [ofImage, 422, "Cannot download droplets with 'docker' lifecycle."],
      [failed, 422, 'Only staged droplets can be downloaded.'],
      [expired, 422, 'Only staged droplets can be downloaded.'],
    ] as const) {
      assert.ok(!('download' in Object(at(droplet, 'links'))));
      const answer = await ask('GET', `/v3/droplets/${textAt(droplet, 'guid')}/download`);
      assert.equal(answer.status, status);
      assert.equal(detail(await answer.json()), reason);
    }
    assert.equal((await ask('GET', '/v3/droplets/nope/download')).status, 404);
    assert.equal((await ask('GET', '/v3/droplets/nope/download', 'auditor')).status, 404);
  });

  it('is allowed for read-only users, and recorded', async () => {
    await start();
    const { droplet } = await staged();
    const guid = textAt(droplet, 'guid');
    const answer = await ask('GET', `/v3/droplets/${guid}/download`, 'auditor');
    assert.equal(answer.status, 302);
    assert.equal(await answer.text(), '');
    const events = await ask('GET', '/v3/audit_events?types=audit.app.droplet.download');
    assert.deepEqual(
      resources(await events.json()).map((event) => [
        textAt(event, 'actor', 'name'),
        textAt(event, 'data', 'droplet_guid'),
      ]),
      [
        ['dev', guid],
        ['auditor', guid],
      ],
    );
  });

  it('was added in 2020, and is not in Korifi', async () => {
    for (const options of [{ apiVersion: '3.85.0' }, { korifi: true }]) {
      await start(options);
      const droplet = await first('/v3/droplets?states=STAGED');
      const links = new Map(Object.entries(Object(at(droplet, 'links'))));
      assert.equal(links.get('download') ?? null, null);
      const answer = await ask('GET', `/v3/droplets/${textAt(droplet, 'guid')}/download`);
      assert.equal(detail(await answer.json()), 'Unknown request');
      await foundation.close();
    }
    await start();
  });

  function ask(method: string, path: string, as = 'dev'): Promise<Response> {
    const authorization = `bearer ${foundation.tokenFor(as)}`;
    const options = { method, headers: { authorization }, redirect: 'manual' } as const;
    return fetch(foundation.api + path, options);
  }

  async function first(path: string): Promise<unknown> {
    return at(await (await ask('GET', path)).json(), 'resources', 0);
  }

  async function redirect(guid: string): Promise<URL> {
    const answer = await ask('GET', `/v3/droplets/${guid}/download`);
    assert.equal(answer.status, 302);
    return new URL(answer.headers.get('location') ?? '');
  }

  /** The nth staged droplet of an app, and where its bits are. */
  async function staged(n = 0) {
    const app = textAt(await first('/v3/apps?names=search-api'), 'guid');
    const all = await ask('GET', `/v3/apps/${app}/droplets?states=STAGED`);
    const droplet = at(await all.json(), 'resources', n);
    return { droplet, location: await redirect(textAt(droplet, 'guid')) };
  }
});

async function blob(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Received> {
  const response = await fetch(url, { headers });
  const pieces: Uint8Array[] = [];
  let isWhole = true;
  try {
    for await (const piece of response.body ?? []) pieces.push(piece);
  } catch {
    isWhole = false;
  }
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.concat(pieces),
    isWhole,
  };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The names in a tar, each header checked by its sum. */
function filesOf(tar: Buffer): readonly string[] {
  const names: string[] = [];
  let offset = 0;
  while ((tar[offset] ?? 0) !== 0) {
    const header = tar.subarray(offset, offset + 512);
    const sum = Number.parseInt(header.toString('latin1', 148, 154), 8);
    const blank = Buffer.concat([
      header.subarray(0, 148),
      Buffer.alloc(8, ' '),
      header.subarray(156),
    ]);
    assert.equal(
      blank.reduce((total, byte) => total + byte, 0),
      sum,
    );
    names.push(header.toString('latin1', 0, header.indexOf(0)));
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  assert.ok(tar.subarray(offset).every((byte) => byte === 0));
  assert.equal(tar.length - offset, 1024);
  return names;
}
