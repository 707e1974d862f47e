import assert from 'node:assert/strict';
import { askedFoundation, at, resources, textAt, type AskedFoundation } from './support/client.ts';
import { Comparison } from './support/comparison.ts';
import { readRecording } from './support/recording.ts';

const recording = readRecording('observed-deployments.json');

/** What the recording calls the things that were there before it began. */
const recorded = {
  app: '00000000-0000-4000-8000-000000000001',
  space: '00000000-0000-4000-8000-000000000002',
  newest: '00000000-0000-4000-8000-000000000003',
  middle: '00000000-0000-4000-8000-000000000004',
  oldest: '00000000-0000-4000-8000-000000000020',
} as const;

describe('deployments on the sample foundation, step by step as on a Cloud Controller', () => {
  let foundation: AskedFoundation;
  let comparison: Comparison;
  let sinceCreation = 0;

  before(async () => {
    foundation = await askedFoundation({ data: 'observed' });
    const known = await names(foundation);
    comparison = new Comparison([['https://api.example.org', foundation.api]], known);
    await livedIn(foundation, comparison);
  });

  after(() => foundation.close());

  for (const exchange of recording) {
    it(`"${exchange.name}": ${exchange.request.split('?', 1)[0]}`, async () => {
      passTime(exchange.name);
      const body: unknown =
        exchange.body && JSON.parse(comparison.translate(JSON.stringify(exchange.body)));
      const answer = await foundation.ask(comparison.translate(exchange.request), body);
      assert.equal(answer.status, exchange.status);
      const expected: unknown =
        exchange.response && JSON.parse(comparison.translate(JSON.stringify(exchange.response)));
      assert.deepEqual(comparison.differences(comparable(expected), comparable(answer.body)), []);
    });
  }

  /** The steps say when they were taken, counted from the creation of the deployment. */
  function passTime(name: string): void {
    if (name.endsWith('create')) sinceCreation = 0;
    if (name === 'rolling: create') foundation.tick(60);
    const seconds = /seen after (\d+) s/.exec(name)?.[1] ?? (name === 'canary: continue' ? 3 : 0);
    if (Number(seconds) <= sinceCreation) return;
    foundation.tick(Number(seconds) - sinceCreation);
    sinceCreation = Number(seconds);
  }
});

/** Times of a deployment become seconds since its creation; events of the same second may come in any order. */
function comparable(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  if ('new_processes' in answer) return relative(answer);
  if (!('resources' in answer)) return answer;
  const all = resources(answer);
  return all.every(isEvent) ? { ...answer, resources: all.toSorted(byTimeThenContent) } : answer;
}

function relative(deployment: object): unknown {
  const created = Date.parse(textAt(deployment, 'created_at'));
  return JSON.parse(
    JSON.stringify(deployment).replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g,
      (time) => `creation + ${(Date.parse(time) - created) / 1000} s`,
    ),
  );
}

function isEvent(resource: unknown): boolean {
  return typeof resource === 'object' && resource !== null && 'actor' in resource;
}

function byTimeThenContent(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((event) =>
    JSON.stringify([at(event, 'type'), at(event, 'data')]),
  );
  return (
    textAt(b, 'created_at').localeCompare(textAt(a, 'created_at')) ||
    (one ?? '').localeCompare(other ?? '')
  );
}

/** The recording's names for what was there, and the sample's guids. */
async function names({ ask }: AskedFoundation): Promise<ReadonlyMap<string, string>> {
  const app = at((await ask('GET /v3/apps?names=web1')).body, 'resources', 0);
  const guid = textAt(app, 'guid');
  const droplets = resources((await ask(`GET /v3/apps/${guid}/droplets`)).body);
  const [oldest, middle, newest] = droplets.map((droplet) => textAt(droplet, 'guid'));
  return new Map([
    [recorded.app, guid],
    [recorded.space, textAt(app, 'relationships', 'space', 'data', 'guid')],
    [recorded.newest, newest ?? ''],
    [recorded.middle, middle ?? ''],
    [recorded.oldest, oldest ?? ''],
  ]);
}

/** Before it was recorded the app had seen five revisions, one deployment at least, and fourteen events. */
async function livedIn({ ask, tick }: AskedFoundation, comparison: Comparison): Promise<void> {
  const app = comparison.translate(recorded.app);
  const deploy = async (droplet: string) => {
    const body = { droplet: { guid: droplet }, relationships: { app: { data: { guid: app } } } };
    assert.equal((await ask('POST /v3/deployments', body)).status, 201);
    tick(10);
  };
  const assign = async (droplet: string) => {
    const path = `/v3/apps/${app}/relationships/current_droplet`;
    assert.equal((await ask(`PATCH ${path}`, { data: { guid: droplet } })).status, 200);
    tick(10);
  };
  const [oldest, middle, newest] = [recorded.oldest, recorded.middle, recorded.newest].map((name) =>
    comparison.translate(name),
  );
  await ask(`PATCH /v3/apps/${app}`, { metadata: { labels: { a: 'b' } } });
  await deploy(middle ?? '');
  await deploy(newest ?? '');
  for (let times = 0; times < 9; times += 1) await assign(oldest ?? '');
  await ask(`POST /v3/apps/${app}/actions/restart`);
  await assign(newest ?? '');
  await ask(`POST /v3/apps/${app}/actions/stop`);
}
