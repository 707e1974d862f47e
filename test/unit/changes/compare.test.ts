import assert from 'node:assert/strict';
import { compareDroplets, type Comparison } from '../../../src/changes/compare.ts';
import { toDroplet } from '../../../src/cloudfoundry/generations/droplet.ts';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { aDroplet, aDropletOf2015, aDropletOf2016 } from '../../support/builders.ts';
import { dropletsOfDescription } from '../../support/documentedDroplets.ts';

function compared(from: JsonObject, to: JsonObject): Comparison {
  return compareDroplets(toDroplet(from), toDroplet(to));
}

/** The differences, a line each. */
function lines({ differences }: Comparison): readonly string[] {
  return differences.map((difference) => {
    switch (difference.kind) {
      case 'value':
        return `${difference.subject}: ${difference.from} > ${difference.to}`;
      case 'buildpackAdded':
      case 'buildpackRemoved':
        return `${difference.kind}: ${difference.buildpack.name} ${difference.buildpack.version}`;
      case 'buildpackChanged':
        return `${difference.from.name} ${difference.from.version} > ${difference.to.name} ${difference.to.version} ${difference.order}`;
      case 'buildpacksReordered':
        return difference.kind;
      case 'entryAdded':
        return `+ ${difference.subject} ${difference.name}=${difference.to}`;
      case 'entryRemoved':
        return `- ${difference.subject} ${difference.name}=${difference.from}`;
      case 'entryChanged':
        return `${difference.subject} ${difference.name}: ${difference.from} > ${difference.to}`;
    }
  });
}

function withCommand(web: string) {
  return toDroplet(aDroplet({ process_types: { web } }));
}

function keyOf(text: string): string {
  return text.split('@')[0] ?? '';
}

const builders = { 2015: aDropletOf2015, 2016: aDropletOf2016, today: aDroplet };
const withheld = { redacted_message: '[PRIVATE DATA HIDDEN]' };

function buildpack(name: string, version: string | null = null, more: JsonObject = {}) {
  return { name, version, buildpack_name: name, detect_output: '', ...more };
}

function go(tag: string) {
  return buildpack(`https://***:***@github.com/acme/go.git#${tag}`, null, { buildpack_name: 'go' });
}

function sum(type: string, value: string) {
  return aDroplet({ checksum: { type, value } });
}

function at(created_at: string | null) {
  return aDroplet({ created_at });
}

function lineOfBuildpacks(from: readonly JsonObject[], to: readonly JsonObject[]) {
  return lines(compared(aDroplet({ buildpacks: from }), aDroplet({ buildpacks: to })));
}

describe('compareDroplets', () => {
  for (const [year, make] of Object.entries(builders)) {
    it(`ignores what differs on every droplet: ${year}`, () => {
      const environment_variables = {};
      const from = make({ environment_variables });
      const to = make({
        environment_variables,
        guid: 'other',
        created_at: '2026-02-01T00:00:00Z',
        updated_at: '2026-02-02T00:00:00Z',
        links: { self: { href: '/v3/droplets/other' } },
      });
      const { differences, uncompared } = compared(from, to);
      assert.deepEqual([differences, uncompared], [[], []]);
    });
  }

  const tables: Readonly<Record<string, readonly (readonly [JsonObject, JsonObject, string[]])[]>> =
    {
      2015: [
        [
          aDropletOf2015({ buildpack: 'ruby_buildpack' }),
          aDropletOf2015({ buildpack: 'go_buildpack' }),
          ['buildpackAdded: go_buildpack null', 'buildpackRemoved: ruby_buildpack null'],
        ],
        [
          aDropletOf2015({ procfile: 'web: a' }),
          aDropletOf2015({ procfile: 'web: b' }),
          ['procfile: web: a > web: b'],
        ],
        [
          aDropletOf2015({ detected_start_command: 'a' }),
          aDropletOf2015({ detected_start_command: 'b' }),
          ['processType web: a > b'],
        ],
        [
          aDropletOf2015({ environment_variables: { A: '1', B: { c: 1 } } }),
          aDropletOf2015({ environment_variables: { B: { c: 2 }, C: '3' } }),
          ['- environment A=1', 'environment B: {"c":1} > {"c":2}', '+ environment C=3'],
        ],
      ],
      2016: [
        [
          aDropletOf2016({ result: { stack: 'cflinuxfs2', process_types: { web: 'a' } } }),
          aDropletOf2016({ result: { stack: 'cflinuxfs3', process_types: { web: 'a', w: 'b' } } }),
          ['stack: cflinuxfs2 > cflinuxfs3', '+ processType w=b'],
        ],
        [
          aDropletOf2016({ result: { buildpack: { name: 'ruby', detect_output: 'ruby 2.3' } } }),
          aDropletOf2016({ result: { buildpack: { name: 'ruby', detect_output: 'ruby 2.4' } } }),
          ['ruby null > ruby null newer'],
        ],
        [
          aDropletOf2016({ result: { image: 'a:1' }, lifecycle: { type: 'docker', data: {} } }),
          aDropletOf2016({ result: { image: 'a:2' }, lifecycle: { type: 'docker', data: {} } }),
          ['image: a:1 > a:2'],
        ],
      ],
      today: [
        [
          aDroplet({ lifecycle: { type: 'buildpack', data: {} }, stack: 'cflinuxfs3' }),
          aDroplet({ lifecycle: { type: 'cnb', data: {} }, stack: 'cflinuxfs4' }),
          ['lifecycle: buildpack > cnb', 'stack: cflinuxfs3 > cflinuxfs4'],
        ],
        [
          aDroplet({ process_types: { web: 'a', worker: 'b' }, execution_metadata: 'x' }),
          aDroplet({ process_types: { web: 'c', clock: 'd' }, execution_metadata: 'y' }),
          [
            '+ processType clock=d',
            'processType web: a > c',
            '- processType worker=b',
            'executionMetadata: x > y',
          ],
        ],
        [
          aDroplet({ metadata: { labels: { env: 'dev' }, annotations: { a: '1' } } }),
          aDroplet({ metadata: { labels: { env: 'prod' }, annotations: {} } }),
          ['label env: dev > prod', '- annotation a=1'],
        ],
        [
          aDroplet({ stack: 'cflinuxfs4' }),
          aDroplet({ stack: null }),
          ['stack: cflinuxfs4 > null'],
        ],
      ],
    };
  for (const [year, table] of Object.entries(tables)) {
    for (const [from, to, expected] of table) {
      it(`describes droplets of ${year}: ${expected.join('; ')}`, () => {
        assert.deepEqual(lines(compared(from, to)), expected);
      });
    }
  }

  it('compares generations with each other', () => {
    const old = aDropletOf2016({ result: { process_types: { web: 'a' }, stack: 'cflinuxfs2' } });
    const today = aDroplet({ process_types: { web: 'a' }, buildpacks: [], execution_metadata: '' });
    assert.deepEqual(lines(compared(old, today)), ['stack: cflinuxfs2 > cflinuxfs4']);
    assert.equal(compared(old, today).differences.length, 1);
  });

  it('reports buildpacks that were added or removed, or changed their version', () => {
    const agent = buildpack('apm_agent', '0.9.2');
    const java = buildpack('java_buildpack', '4.61.1');
    const newer = buildpack('java_buildpack', '4.63.0');
    assert.deepEqual(lineOfBuildpacks([java], [newer]), [
      'java_buildpack 4.61.1 > java_buildpack 4.63.0 newer',
    ]);
    assert.deepEqual(lineOfBuildpacks([newer], [agent, java]), [
      'java_buildpack 4.63.0 > java_buildpack 4.61.1 older',
      'buildpackAdded: apm_agent 0.9.2',
    ]);
    assert.deepEqual(lineOfBuildpacks([agent, java], [java]), [
      'buildpackRemoved: apm_agent 0.9.2',
    ]);
    assert.deepEqual(lineOfBuildpacks([agent, java], [java, agent]), ['buildpacksReordered']);
  });

  it('identifies a custom buildpack by its own name when its address holds the version', () => {
    assert.deepEqual(lineOfBuildpacks([go('v1')], [go('v1')]), []);
    assert.deepEqual(lineOfBuildpacks([go('v1')], [go('v2')]), [
      'https://***:***@github.com/acme/go.git#v1 null > https://***:***@github.com/acme/go.git#v2 null null',
    ]);
  });

  it('pairs up buildpacks that appear twice', () => {
    const twice = [buildpack('a', '1'), buildpack('a', '1')];
    assert.deepEqual(lineOfBuildpacks(twice, twice), []);
    assert.deepEqual(lineOfBuildpacks(twice, twice.slice(1)), ['buildpackRemoved: a 1']);
  });

  it('never treats what the API hides as a difference', () => {
    const shown = aDroplet({ process_types: { web: 'a' }, execution_metadata: 'x' });
    const hidden = aDroplet({
      process_types: withheld,
      execution_metadata: '[PRIVATE DATA HIDDEN]',
    });
    const expected = [
      { subject: 'processType', name: null, why: 'hidden' },
      { subject: 'executionMetadata', name: null, why: 'hidden' },
    ];
    for (const [from, to] of [
      [shown, hidden],
      [hidden, shown],
      [hidden, hidden],
    ] as const) {
      const { differences, uncompared } = compared(from, to);
      assert.deepEqual(differences, []);
      assert.deepEqual(uncompared, expected);
    }
    const { differences, uncompared } = compared(
      aDropletOf2016({ environment_variables: withheld }),
      aDropletOf2016({ environment_variables: { A: '1' } }),
    );
    assert.deepEqual(differences, []);
    assert.deepEqual(uncompared, [{ subject: 'environment', name: null, why: 'hidden' }]);
  });

  it('compares the entries that the API shows, even if it hides another one', () => {
    const { uncompared, ...rest } = compared(
      aDroplet({ process_types: { web: '[PRIVATE DATA HIDDEN]', worker: 'a' } }),
      aDroplet({ process_types: { web: 'x', worker: 'b' } }),
    );
    assert.deepEqual(lines({ uncompared, ...rest }), ['processType worker: a > b']);
    assert.deepEqual(uncompared, [{ subject: 'processType', name: 'web', why: 'hidden' }]);
  });

  it('does not guess when the API shows a field of one droplet only', () => {
    const { differences, uncompared } = compared(
      aDroplet({ process_types: null, execution_metadata: null }),
      aDroplet(),
    );
    assert.deepEqual(differences, []);
    assert.deepEqual(uncompared, [
      { subject: 'processType', name: null, why: 'notTold' },
      { subject: 'executionMetadata', name: null, why: 'notTold' },
    ]);
  });

  it('uses the checksum to decide whether the bits are the same', () => {
    assert.equal(compared(sum('sha256', 'a'), sum('sha256', 'a')).hasSameBits, true);
    assert.equal(compared(sum('sha256', 'a'), sum('sha256', 'b')).hasSameBits, false);
    assert.equal(compared(sum('sha1', 'a'), sum('sha256', 'a')).hasSameBits, null);
    assert.equal(compared(aDroplet({ checksum: null }), aDroplet()).hasSameBits, null);
    assert.equal(compared(aDropletOf2015(), aDropletOf2015()).hasSameBits, true);
  });

  it('says how much newer one droplet is', () => {
    const early = at('2026-01-01T00:00:00Z');
    const late = at('2026-01-01T00:01:00Z');
    assert.equal(compared(early, late).youngerBy, 60_000);
    assert.equal(compared(late, early).youngerBy, -60_000);
    assert.equal(compared(at(null), early).youngerBy, null);
  });

  it('accepts a droplet of any shape', () => {
    const [odd] = dropletsOfDescription.resources;
    assert.ok(odd);
    for (const raw of [{}, odd, aDroplet({ buildpacks: [null, 7, 'x'], metadata: [] })]) {
      assert.deepEqual(compared(raw, raw).differences, []);
      compared(raw, aDropletOf2015());
      compared(aDroplet(), raw);
    }
  });

  it('compares texts by the given key, and shows them unchanged', () => {
    assert.deepEqual(
      compareDroplets(withCommand('x@1'), withCommand('x@2'), keyOf).differences,
      [],
    );
    assert.deepEqual(compareDroplets(withCommand('x@1'), withCommand('y@2'), keyOf).differences, [
      { kind: 'entryChanged', subject: 'processType', name: 'web', from: 'x@1', to: 'y@2' },
    ]);
  });
});
