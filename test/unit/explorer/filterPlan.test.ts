import assert from 'node:assert/strict';
import { noFilter, type ListFilter } from '../../../src/cloudfoundry/filters.ts';
import { abilitiesOf } from '../../../src/cloudfoundry/versions.ts';
import type { FilterKind } from '../../../src/explorer/filter.ts';
import { matchedParts, planOf } from '../../../src/explorer/filterPlan.ts';
import { aFilter } from './support/filters.ts';

const guid = '585bc3c1-3743-497d-88b0-403ad6b56d16';
const other = '00000000-3743-497d-88b0-403ad6b56d16';

const now = abilitiesOf({ era: 'root', isKorifi: false, version: '3.228.0' });
const of2017 = abilitiesOf({ era: 'root', isKorifi: false, version: '3.60.0' });
const korifi = abilitiesOf({ era: 'root', isKorifi: true, version: '3.117.0+cf-k8s' });

// The parameters that each list accepts are those that 3.228 names itself (observed), and for older versions those of
// Cloud Controller's source: `stacks` 3.78, `lifecycle_type` 3.77. Korifi: `api/payloads/app.go` and `droplet.go`.
const cases: readonly (readonly [
  kind: FilterKind,
  text: string,
  asked: Partial<ListFilter>,
  here: string,
  can?: typeof now,
])[] = [
  ['droplets', 'state:staged', { states: ['STAGED'] }, ''],
  ['droplets', 'state:staged state:failed', { states: ['STAGED'] }, 'state:failed'],
  ['droplets', '!state:staged state:failed', { states: ['FAILED'] }, '!state:staged'],
  ['droplets', `guid:${guid.toUpperCase()}`, { guids: [guid] }, ''],
  ['droplets', `guid:3f9c,${guid}`, {}, `guid:3f9c,${guid}`],
  ['droplets', 'label:env=prod label:tier', { labelSelector: 'env=prod,tier' }, ''],
  ['droplets', '!label:env=prod', {}, '!label:env=prod'],
  ['droplets', 'label:env', {}, 'label:env', korifi],
  ['droplets', 'label:env', { labelSelector: 'env' }, '', of2017],
  ['droplets', 'sort:-updated_at', { orderBy: '-updated_at' }, ''],
  ['droplets', 'java age:>1d buildpack:x', {}, 'java age:>1d buildpack:x'],
  ['droplets', 'stack:a lifecycle:docker', {}, 'stack:a lifecycle:docker'],
  ['droplets', 'image:x commit:1', {}, 'image:x commit:1'],
  ['apps', 'name:=web,API', { names: ['web', 'API'] }, ''],
  ['apps', 'name:=web name:=api', { names: ['web'] }, 'name:=api'],
  ['apps', 'name:web', {}, 'name:web'],
  ['apps', '!name:=web', {}, '!name:=web'],
  ['apps', 'name:="a,b"', {}, 'name:="a,b"'],
  ['apps', 'stack:a,b', { stacks: ['a', 'b'] }, ''],
  ['apps', '!stack:a', {}, '!stack:a'],
  ['apps', 'stack:a', {}, 'stack:a', of2017],
  ['apps', 'stack:a', {}, 'stack:a', korifi],
  ['apps', 'lifecycle:docker', { lifecycleType: 'docker' }, ''],
  ['apps', 'lifecycle:docker,cnb', {}, 'lifecycle:docker,cnb'],
  ['apps', 'lifecycle:cnb', {}, 'lifecycle:cnb'],
  ['apps', 'lifecycle:docker', {}, 'lifecycle:docker', of2017],
  ['apps', 'lifecycle:docker', {}, 'lifecycle:docker', korifi],
  ['apps', 'state:started', {}, 'state:started'],
  ['apps', `guid:${guid},${other}`, { guids: [guid, other] }, ''],
  ['apps', 'label:env', { labelSelector: 'env' }, '', korifi],
  ['allApps', 'org:acme space:dev web', {}, 'web'],
  ['allApps', 'org:acme !org:globex org:x', {}, '!org:globex org:x'],
  ['allDroplets', 'app:web state:failed', { states: ['FAILED'] }, ''],
];

describe('The part of a filter that the API answers', () => {
  for (const [kind, text, asked, here, can = now] of cases) {
    it(`is known for ${kind}: ${text}`, () => {
      const plan = planOf(aFilter(kind, text), can);
      assert.deepEqual(plan.asked, { ...noFilter, ...asked });
      assert.equal(plan.here.map((term) => term.text).join(' '), here);
    });
  }

  // A request line must stay under 8 kB (3.228, observed).
  it('is never longer than a request may be', () => {
    const guids = Array.from({ length: 150 }, (_, index) => `${guid.slice(0, -3)}${100 + index}`);
    const many = aFilter('droplets', `guid:${guids.join(',')}`);
    assert.equal(planOf(many, now).asked.guids.length, 150);
    const tooMany = aFilter('droplets', `state:staged guid:${[...guids, ...guids].join(',')}`);
    assert.deepEqual(planOf(tooMany, now).asked, { ...noFilter, states: ['STAGED'] });
    assert.equal(planOf(tooMany, now).here.length, 1);
  });
});

function parts(text: string, isIgnored = false): readonly string[] {
  return matchedParts(aFilter('droplets', text), now, isIgnored).map(
    ({ by, text: matched }) => `${matched} (${by})`,
  );
}

describe('Who matched a filter', () => {
  it('is said in typed order, once for neighbors', () => {
    assert.deepEqual(parts('state:failed label:env java !ruby sort:created_at'), [
      'state:failed label:env (server)',
      'java !ruby (here)',
      'sort:created_at (server)',
    ]);
    assert.deepEqual(parts('state:failed'), ['state:failed (server)']);
    assert.deepEqual(parts(''), []);
  });

  it('is the extension where the server ignored what it was asked for', () => {
    assert.deepEqual(parts('state:failed sort:created_at', true), [
      'state:failed (here)',
      'sort:created_at (server)',
    ]);
  });
});
