import assert from 'node:assert/strict';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import { toApp } from '../../../src/cloudfoundry/resources/app.ts';
import type { FilterKind } from '../../../src/explorer/filter.ts';
import { completionsOf } from '../../../src/explorer/filterCompletion.ts';
import { fieldsOf, parseFilter } from '../../../src/explorer/filterQuery.ts';
import { SeenValues } from '../../../src/explorer/filterSeen.ts';
import { aDroplet, anApp } from '../../support/builders.ts';

const seen = new SeenValues();
const labels = { env: 'prod', 'example.org/team': 'shop' };
seen.addApp(toApp(anApp({ name: 'storefront', metadata: { labels, annotations: {} } })));
seen.addApp(toApp(anApp({ name: 'my store', metadata: { labels: { env: 'stage' } } })));
seen.addApp(toApp(anApp({ name: 'a:b', lifecycle: { type: 'docker', data: {} } })));
const java = (version: string) => [{ name: 'java_buildpack', buildpack_name: 'java', version }];
seen.addDroplet(
  toDroplet(
    aDroplet({
      buildpacks: java('v4.9-https://example.org'),
      stack: 'cflinuxfs3',
      metadata: { labels: { commit: '347752e' }, annotations: {} },
    }),
  ),
);
seen.addDroplet(toDroplet(aDroplet({ buildpacks: java('4.63.0'), image: 'nginx' })));
seen.addDroplet(toDroplet(aDroplet({ buildpacks: java('4.9.1') })));
seen.add('org', 'acme');

function texts(kind: FilterKind, text: string): readonly string[] {
  return completionsOf(kind, text, seen).map((completion) => completion.text);
}

describe('Completing a filter', () => {
  const cases: readonly (readonly [kind: FilterKind, text: string, texts: readonly string[]])[] = [
    ['droplets', 'st', ['state:', 'stack:']],
    ['droplets', '!sta', ['!state:', '!stack:']],
    ['droplets', '!s', ['!state:', '!stack:']],
    ['droplets', 'java ST', ['java state:', 'java stack:']],
    ['droplets', 'state:', stateTexts('state:')],
    ['droplets', 'state:FAI', ['state:failed']],
    ['droplets', 'state:failed', []],
    ['droplets', 'java !state:failed,ex', ['java !state:failed,expired']],
    [
      'droplets',
      'state:failed,',
      stateTexts('state:failed,').filter((one) => !/failed,failed/.test(one)),
    ],
    ['apps', 'state:', ['state:started', 'state:stopped']],
    ['apps', 'lifecycle:', ['lifecycle:buildpack', 'lifecycle:docker', 'lifecycle:cnb']],
    ['droplets', 'sort:-u', ['sort:-updated_at']],
    ['apps', 'sort:n', ['sort:name', 'sort:-name']],
    ['droplets', 'age:<', ['age:<7d', 'age:<24h', 'age:<1h']],
    ['droplets', 'guid:', []],
    ['droplets', 'stack:', ['stack:cflinuxfs3', 'stack:cflinuxfs4']],
    ['droplets', 'image:', ['image:nginx']],
    ['droplets', 'commit:3', ['commit:347752e']],
    ['allApps', 'org:', ['org:acme']],
    ['apps', 'name:store', ['name:storefront', 'name:"my store"']],
    ['apps', 'name:=my', ['name:="my store"']],
    ['apps', 'name:=storefront,m', ['name:=storefront,"my store"']],
    ['apps', 'name:"my', ['name:"my store"']],
    ['apps', '!st', ['!state:', '!stack:', '!storefront', '!"my store"']],
    ['apps', 'store', ['storefront', '"my store"']],
    ['apps', 'b', ['buildpack:', '"a:b"']],
    ['apps', 'buildpack:', ['buildpack:java', 'buildpack:java_buildpack']],
    ['droplets', 'buildpack:java<', ['buildpack:java<4.63.0', 'buildpack:java<4.9.1']],
    ['droplets', 'buildpack:JAVA_b>=4.6', ['buildpack:JAVA_b>=4.63.0']],
    ['droplets', 'buildpack:ruby<', []],
    ['droplets', 'label:e', ['label:env=', 'label:example.org/team=']],
    ['droplets', 'label:!te', ['label:!example.org/team']],
    ['droplets', 'label:env=', ['label:env=prod', 'label:env=stage']],
    ['droplets', 'label:env!=s', ['label:env!=stage']],
    ['droplets', 'label:env=prod,te', ['label:env=prod,example.org/team=']],
    ['droplets', 'label:"env in (', ['label:"env in (prod)"', 'label:"env in (stage)"']],
    ['droplets', 'label:"env in (prod,', ['label:"env in (prod,stage)"']],
    [
      'droplets',
      'label:"env notin (prod,stage),example.org/team=',
      ['label:"env notin (prod,stage),example.org/team=shop"'],
    ],
  ];
  for (const [kind, text, expected] of cases) {
    it(`goes on from ${text}, for ${kind}`, () => assert.deepEqual(texts(kind, text), expected));
  }

  it('offers all fields at first, and after a space', () => {
    for (const text of ['', 'web ']) {
      const fields = completionsOf('apps', text, seen).map(({ field }) => field);
      assert.deepEqual(fields, fieldsOf('apps'));
    }
  });

  it('offers other fields for one that does not exist, the most similar first', () => {
    assert.deepEqual(texts('droplets', 'web !stat:failed').slice(0, 2), [
      'web !state:failed',
      'web !stack:failed',
    ]);
  });

  it('never offers what is wrong', () => {
    for (const text of ['stack:', 'age:', 'sort:', 'label:env=', 'buildpack:java<', 'label:!e']) {
      for (const completed of texts('droplets', text)) {
        assert.equal(parseFilter('droplets', completed).kind, 'filter', completed);
      }
    }
  });

  it('offers no secrets, and nothing that cannot be typed', () => {
    const values = new SeenValues();
    for (const value of ['https://user:secret@example.org/x', 'a"b', 'a\u202eb', 'a\nb', '']) {
      values.add('stack', value);
    }
    assert.deepEqual(values.of('stack'), []);
  });
});

function stateTexts(start: string): readonly string[] {
  const states = 'staged failed expired awaiting_upload processing_upload copying'.split(' ');
  return states.map((state) => `${start}${state}`);
}
