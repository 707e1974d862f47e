import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Condition, FilterKind } from '../../../src/explorer/filter.ts';
import { fieldsOf, parseFilter } from '../../../src/explorer/filterQuery.ts';
import { aFilter } from './support/filters.ts';

const guid = '585bc3c1-3743-497d-88b0-403ad6b56d16';

/** What a text asks for; negated conditions are marked. */
function read(kind: FilterKind, text: string): readonly unknown[] {
  return aFilter(kind, text).terms.map(({ condition, isNegated }) =>
    isNegated ? { not: condition } : condition,
  );
}

const word = (text: string): Condition => ({ kind: 'word', word: text });
const states = (...values: readonly string[]): Condition => ({ kind: 'state', values });

const exists = (key: string) => ({ key, kind: 'exists', values: [] });

/** The fields for the names of places. */
function placesOf(kind: FilterKind): readonly string[] {
  return fieldsOf(kind).filter((field) => ['org', 'space', 'app'].includes(field));
}

describe('A filter as it is typed', () => {
  const isProd = { key: 'env', kind: 'in', values: ['prod'] };
  const days = 86_400_000;
  const cases: readonly (readonly [text: string, conditions: readonly unknown[]])[] = [
    ['', []],
    ['   ', []],
    ['Java  node', [word('java'), word('node')]],
    ['state:staged,failed', [states('STAGED', 'FAILED')]],
    ['state:staged state:FAILED', [states('STAGED'), states('FAILED')]],
    ['STATE:staged,', [states('STAGED')]],
    [`guid:3F9C,${guid}`, [{ kind: 'guid', values: ['3f9c', guid] }]],
    [
      'label:env=prod,!canary',
      [
        {
          kind: 'label',
          selector: 'env=prod,!canary',
          requirements: [isProd, { key: 'canary', kind: 'missing', values: [] }],
        },
      ],
    ],
    [
      'label:env=prod label:tier',
      [
        { kind: 'label', selector: 'env=prod', requirements: [isProd] },
        { kind: 'label', selector: 'tier', requirements: [exists('tier')] },
      ],
    ],
    [
      'label:"env in (prod,stage)"',
      [
        {
          kind: 'label',
          selector: 'env in (prod,stage)',
          requirements: [{ key: 'env', kind: 'in', values: ['prod', 'stage'] }],
        },
      ],
    ],
    ['sort:-created_at', [{ kind: 'sort', orderBy: '-created_at' }]],
    ['sort:+created_at', [{ kind: 'sort', orderBy: 'created_at' }]],
    ['"no such: file"', [word('no such: file')]],
    ['"state:staged"', [word('state:staged')]],
    [':', [word(':')]],
    ['""', []],
    ['"open', [word('open')]],
    ['"open word', [word('open word')]],
    ['image:"registry/a b', [{ kind: 'image', values: ['registry/a b'] }]],
    ['stack:"a,b",c', [{ kind: 'stack', values: ['a,b', 'c'] }]],
    ['image:regi"stry a"/x', [{ kind: 'image', values: ['registry a/x'] }]],
    ['!java', [{ not: word('java') }]],
    ['!"a b"', [{ not: word('a b') }]],
    ['!', [word('!')]],
    ['!state:failed', [{ not: states('FAILED') }]],
    ['!stack:cflinuxfs4', [{ not: { kind: 'stack', values: ['cflinuxfs4'] } }]],
    ['lifecycle:Docker', [{ kind: 'lifecycle', values: ['docker'] }]],
    ['commit:347752e', [{ kind: 'commit', values: ['347752e'] }]],
    ['buildpack:Java', [{ kind: 'buildpack', values: [{ name: 'java', version: null }] }]],
    [
      'buildpack:java<4.60,ruby>=1.8-rc1',
      [
        {
          kind: 'buildpack',
          values: [
            { name: 'java', version: { operator: '<', than: '4.60' } },
            { name: 'ruby', version: { operator: '>=', than: '1.8-rc1' } },
          ],
        },
      ],
    ],
    [
      'buildpack:=v1.2',
      [{ kind: 'buildpack', values: [{ name: '', version: { operator: '=', than: 'v1.2' } }] }],
    ],
    ['age:>90d', [{ kind: 'age', values: [{ operator: '>', milliseconds: 90 * days }] }]],
    ['age:<=2W', [{ kind: 'age', values: [{ operator: '<=', milliseconds: 14 * days }] }]],
    [
      'age:<30m,>=5h',
      [
        {
          kind: 'age',
          values: [
            { operator: '<', milliseconds: 1_800_000 },
            { operator: '>=', milliseconds: 18_000_000 },
          ],
        },
      ],
    ],
    [
      'web state:staged sort:created_at',
      [word('web'), states('STAGED'), { kind: 'sort', orderBy: 'created_at' }],
    ],
  ];
  for (const [text, conditions] of cases) {
    it(`is parsed: ${text}`, () => {
      assert.deepEqual(read('droplets', text), conditions);
      assert.equal(aFilter('droplets', text).text, text.trim());
    });
  }

  it('keeps each term as typed', () => {
    const { terms } = aFilter('droplets', ' java  !State:"failed"  sort:created_at ');
    assert.deepEqual(
      terms.map(({ text }) => text),
      ['java', '!State:"failed"', 'sort:created_at'],
    );
  });

  it('has names of apps, whole or in part', () => {
    assert.deepEqual(read('apps', 'name:web,api name:=Web,"my app"'), [
      { kind: 'name', values: ['web', 'api'], isWhole: false },
      { kind: 'name', values: ['Web', 'my app'], isWhole: true },
    ]);
  });

  it('has names of places only across a foundation, and of apps only for droplets', () => {
    assert.deepEqual(placesOf('apps'), []);
    assert.deepEqual(placesOf('droplets'), []);
    assert.deepEqual(placesOf('allApps'), ['org', 'space']);
    assert.deepEqual(placesOf('allDroplets'), ['org', 'space', 'app']);
  });

  it('tells the names to look up first', () => {
    const { apps, organizations, spaces } = aFilter(
      'allDroplets',
      '!org:globex org:acme,"a b" org:acme space:dev app:web state:failed',
    );
    assert.deepEqual([organizations, spaces, apps], [['acme', 'a b'], ['dev'], ['web']]);
    assert.deepEqual(aFilter('allApps', 'web').organizations, []);
  });

  const problems: readonly (readonly [kind: FilterKind, text: string, problem: unknown])[] = [
    ['droplets', 'web color:red', { kind: 'unknownField', field: 'color' }],
    ['apps', '!image:x', { kind: 'unknownField', field: 'image' }],
    ['droplets', 'state:', { kind: 'emptyValue', field: 'state' }],
    ['droplets', 'state:,', { kind: 'emptyValue', field: 'state' }],
    ['droplets', 'guid:""', { kind: 'emptyValue', field: 'guid' }],
    ['droplets', 'label:', { kind: 'emptyValue', field: 'label' }],
    ['droplets', '!sort:', { kind: 'emptyValue', field: 'sort' }],
    ['apps', 'name:=', { kind: 'emptyValue', field: 'name' }],
    [
      'droplets',
      'sort:name',
      { kind: 'unknownOrder', value: 'name', known: ['created_at', 'updated_at'] },
    ],
    [
      'allApps',
      'sort:size',
      { kind: 'unknownOrder', value: 'size', known: ['name', 'created_at', 'updated_at'] },
    ],
    ['apps', '!sort:name', { kind: 'notNegatable', field: 'sort' }],
    ['droplets', 'age:90d', { kind: 'badAge', value: '90d' }],
    ['droplets', 'age:>2h,>90', { kind: 'badAge', value: '>90' }],
    ['apps', 'age:>1y', { kind: 'badAge', value: '>1y' }],
    ['droplets', 'buildpack:java<', { kind: 'badVersion', value: 'java<' }],
    ['droplets', 'buildpack:java<new', { kind: 'badVersion', value: 'java<new' }],
    ['droplets', 'buildpack:java<>4', { kind: 'badVersion', value: 'java<>4' }],
    ['apps', 'buildpack:java<4.60', { kind: 'noVersions' }],
    ['allApps', 'buildpack:java<', { kind: 'noVersions' }],
    ['apps', 'label:env:prod', { kind: 'badSelector', part: 'env:prod', fault: 'badKey' }],
    ['droplets', 'label:a,', { kind: 'badSelector', part: '', fault: 'badRequirement' }],
  ];
  for (const [kind, text, problem] of problems) {
    it(`is wrong for ${kind}: ${text}`, () => {
      assert.deepEqual(parseFilter(kind, text), { kind: 'invalid', problem });
    });
  }

  it('has at most 50 label requirements in total, not counting negated ones', () => {
    const keys = Array.from({ length: 50 }, (_, index) => `k${index}`).join(',');
    aFilter('droplets', `label:${keys} !label:more`);
    const parsed = parseFilter('droplets', `label:${keys} label:more`);
    assert.deepEqual(parsed, {
      kind: 'invalid',
      problem: { kind: 'badSelector', part: 'more', fault: 'tooMany' },
    });
  });

  for (const [column, kind] of [
    [3, 'apps'],
    [4, 'droplets'],
  ] as const) {
    it(`has the fields of ${kind} that the README explains, with examples`, () => {
      const rows = explainedRows().filter((cells) => cells[column] === '✓');
      assert.deepEqual(
        rows.map(([, example]) => /^`(\w+):/.exec(example ?? '')?.[1] ?? '').toSorted(),
        [...fieldsOf(kind)].toSorted(),
      );
      for (const [, examples = ''] of rows) {
        const texts = [...examples.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
        assert.ok(
          texts.some((text) => parseFilter(kind, text).kind === 'filter'),
          examples,
        );
      }
    });
  }

  it('has no other fields across a foundation, except for names of places', () => {
    const explained = new Set<string>([...fieldsOf('apps'), ...fieldsOf('droplets')]);
    for (const kind of ['allApps', 'allDroplets'] as const) {
      const others = fieldsOf(kind).filter((field) => !explained.has(field));
      assert.deepEqual(others, placesOf(kind));
    }
  });
});

/** The cells of the README's table of fields. */
function explainedRows(): readonly (readonly string[])[] {
  const lines = fs.readFileSync('README.md', 'utf8').split('\n');
  return lines
    .filter((line) => /^\| `\w+:.* (?:✓| ) +\|$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}
