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

const recording = readRecording('writes.json');

const askers: Readonly<Record<string, Asker>> = {
  'organization of auditor': 'auditor',
  'continue, auditor': 'auditor',
};

/** Lists of what had happened to the recorded app before: there the first entry must agree, in kind. */
const ofAnotherPast: ReadonlySet<string> = new Set([
  'processes with instances',
  'deployments by status',
  'audit events of assigning',
  'revisions after all',
]);

/** Facts about the recorded app's past, where the type must agree and the value need not. */
const past = [/^\/revision\/version$/, /^\/included\/organizations\/0\/relationships\/quota/];

describe('writes and refusals of the sample foundation, as on a Cloud Controller 3.228.0', () => {
  let foundation: AskedFoundation;
  let comparison: Comparison;
  let deployment = '';

  before(async () => {
    foundation = await askedFoundation({ data: 'observed' });
    comparison = new Comparison([['API', foundation.api]], await prepare(foundation));
  });

  after(() => foundation.close());

  it('cover thirty-nine requests', () => {
    assert.equal(recording.length, 39);
  });

  for (const exchange of recording) {
    it(`"${exchange.name}": ${exchange.request.split('?', 1)[0]}`, () => compare(exchange));
  }

  async function compare({ body, headers, name, request, response, status }: Exchange) {
    if (name === 'canary paused' || name === 'cancelled deployment') foundation.tick(60);
    const path = request
      .replace('[gt]=TIME', '[gt]=2099-01-01T00:00:00Z')
      .replace('GUID', deployment);
    const answer = await foundation.ask(
      comparison.translate(path),
      body && JSON.parse(comparison.translate(JSON.stringify(body))),
      askers[name],
    );
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('content-type'), headers['content-type']);
    assert.equal(answer.headers.has('location'), 'location' in headers);
    if (status === 201) deployment = textAt(answer.body, 'guid');
    if (response === '') {
      assert.equal(answer.body, undefined);
      return;
    }
    const isPast = ofAnotherPast.has(name);
    const [expected, found] = isPast
      ? [first(response), first(answer.body)]
      : [response, answer.body];
    const isFree = (place: string) => isPast || past.some((one) => one.test(place));
    assert.deepEqual(comparison.differences(expected, found, isFree), []);
  }
});

function first(list: unknown): unknown {
  return resources(list)[0];
}

/** Brings the foundation to where the recorded one was, and names what the recording names. */
async function prepare({ ask, tick }: AskedFoundation): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const guid = async (path: string, index = 0) =>
    textAt((await ask(`GET ${path}`)).body, 'resources', index, 'guid');
  names.set('ORG', await guid('/v3/organizations'));
  names.set('SPACE', await guid('/v3/spaces?names=prod'));
  for (const app of ['1', '2']) {
    names.set(`APP${app}`, await guid(`/v3/apps?names=web${app}`));
    for (const droplet of [1, 2, 3]) {
      const path = `/v3/apps/${names.get(`APP${app}`)}/droplets`;
      names.set(`D${app}_${droplet}`, await guid(path, droplet - 1));
    }
  }
  const app = names.get('APP1');
  const current = { data: { guid: names.get('D1_1') } };
  await ask(`PATCH /v3/apps/${app}/relationships/current_droplet`, current);
  const labels = { a: 'b', team: 'shop1795806629153' };
  await ask(`PATCH /v3/apps/${app}`, { metadata: { labels } });
  const deployed = await ask('POST /v3/deployments', {
    strategy: 'canary',
    droplet: current.data,
    relationships: { app: { data: { guid: app } } },
  });
  const deployment = `/v3/deployments/${textAt(deployed.body, 'guid')}`;
  tick(60);
  await ask(`POST ${deployment}/actions/continue`);
  tick(120);
  const { body } = await ask(`GET ${deployment}`);
  assert.equal(at(body, 'status', 'value'), 'FINALIZED');
  return names;
}
