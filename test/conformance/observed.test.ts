import assert from 'node:assert/strict';
import {
  askedFoundation,
  at,
  resources,
  textAt,
  type AskedFoundation,
  type Asker,
} from './support/client.ts';
import { Comparison } from './support/comparison.ts';
import { readRecording, type Exchange } from './support/recording.ts';

const recording = readRecording('observed.json');

/** Facts about the installation, not about the API: there the type must agree, the value need not. */
const ofTheInstallation: Readonly<Record<string, readonly string[]>> = {
  root: ['/links/logging/href'],
  'v3 info': ['/build', '/description', '/name'],
  'v2 info': ['/name', '/build', '/description', '/doppler_logging_endpoint'],
  stats: ['/resources/0/uptime'],
  // The recorded Cloud Controller has nineteen flags; the nineteenth is not among the first two, which were shown.
  'feature flags': [
    '/pagination/total_results',
    '/pagination/total_pages',
    '/pagination/last/href',
  ],
};

const askers: Readonly<Record<string, Asker>> = {
  'no token': 'nobody',
  'garbage token': 'garbage',
  'PATCH auditor': 'auditor',
};

describe('the sample foundation, asked what a Cloud Controller 3.228.0 was asked', () => {
  let foundation: AskedFoundation;
  let comparison: Comparison;

  before(async () => {
    foundation = await askedFoundation({ data: 'observed' });
    comparison = new Comparison(
      [
        ['API', foundation.api],
        ['UAA', foundation.api],
      ],
      await names(foundation),
    );
  });

  after(() => foundation.close());

  it('receives forty-five requests', () => {
    assert.equal(recording.length, 45);
  });

  for (const exchange of recording) {
    it(`answers "${exchange.name}" the same: ${exchange.request}`, async () => {
      await compare(exchange);
    });
  }

  async function compare(exchange: Exchange): Promise<void> {
    const body: unknown =
      exchange.body && JSON.parse(comparison.translate(JSON.stringify(exchange.body)));
    const request = exchange.request.replace(/(?<= ).*/, (path) => comparison.translate(path));
    const answer = await foundation.ask(request, body, askers[exchange.name]);
    assert.equal(answer.status, exchange.status);
    for (const [name, value] of Object.entries(exchange.headers)) {
      assert.equal(answer.headers.get(name), value, `header ${name}`);
    }
    assert.equal(answer.headers.has('x-cf-warnings'), 'x-cf-warnings' in exchange.headers);
    const free = ofTheInstallation[exchange.name] ?? [];
    assert.deepEqual(
      comparison.differences(exchange.response, answer.body, (path) => free.includes(path)),
      [],
    );
  }
});

/** The recording's names for the places, apps and droplets, and the sample's guids of them. */
async function names({ ask }: AskedFoundation): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  found.set('ORG', textAt((await ask('GET /v3/organizations')).body, 'resources', 0, 'guid'));
  found.set('SPACE', textAt((await ask('GET /v3/spaces?names=prod')).body, 'resources', 0, 'guid'));
  for (const n of [1, 2]) {
    const app = textAt((await ask(`GET /v3/apps?names=web${n}`)).body, 'resources', 0, 'guid');
    found.set(`APP${n}`, app);
    const droplets = resources((await ask(`GET /v3/apps/${app}/droplets`)).body);
    droplets.forEach((droplet, index) => {
      found.set(`D${n}_${index + 1}`, String(at(droplet, 'guid')));
    });
  }
  return found;
}
