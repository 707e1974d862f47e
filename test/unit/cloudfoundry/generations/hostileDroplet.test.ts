import assert from 'node:assert/strict';
import { toDroplet } from '../../../../src/cloudfoundry/generations/droplet.ts';
import type { Droplet } from '../../../../src/cloudfoundry/resources/droplet.ts';
import { aDroplet, aDropletOf2015, aDropletOf2016 } from '../../../support/builders.ts';

/** What an API may send where something else is expected. */
const oddities: readonly unknown[] = [
  null,
  0,
  -1,
  true,
  '',
  'x',
  [],
  [[]],
  [null, 7],
  {},
  { a: {} },
];

function parsed(text: string): Droplet {
  return toDroplet(JSON.parse(text));
}

describe('toDroplet, of a hostile server', () => {
  for (const [generation, build] of Object.entries({
    2015: aDropletOf2015,
    2016: aDropletOf2016,
    modern: aDroplet,
  })) {
    it(`accepts any type, or absence, for every field of ${generation}`, () => {
      const usual = build();
      for (const field of Object.keys(usual)) {
        for (const value of [...oddities, undefined]) {
          const droplet = parsed(JSON.stringify({ ...usual, [field]: value }));
          assert.equal(typeof droplet.state, 'string');
          assert.equal(typeof droplet.guid, 'string');
          assert.ok(Array.isArray(droplet.buildpacks));
          assert.ok(
            droplet.buildpacks.every(({ name }) => name === null || typeof name === 'string'),
          );
          assert.ok(droplet.requested.buildpacks.every((name) => typeof name === 'string'));
          const { appGuid, packageGuid, stack, image, createdAt } = droplet;
          for (const text of [appGuid, packageGuid, stack, image, createdAt]) {
            assert.ok(text === null || typeof text === 'string', field);
          }
        }
      }
    });

    it(`accepts any type for every part inside the fields of ${generation}`, () => {
      for (const [field, value] of Object.entries(build())) {
        if (typeof value !== 'object' || value === null) continue;
        for (const part of Object.keys(value)) {
          for (const oddity of oddities) {
            const droplet = parsed(
              JSON.stringify({ ...build(), [field]: { ...value, [part]: oddity } }),
            );
            assert.ok(droplet.checksum === null || typeof droplet.checksum.value === 'string');
            assert.ok(Object.values(droplet.links).every((link) => typeof link?.href === 'string'));
            if (droplet.processTypes.kind === 'value') {
              const commands = Object.values(droplet.processTypes.value);
              assert.ok(commands.every((command) => typeof command === 'string'));
            }
          }
        }
      }
    });
  }

  it('treats __proto__ and similar keys as plain names', () => {
    const droplet = parsed(`{
      "guid": "d", "__proto__": {"state": "STAGED", "result": {}},
      "process_types": {"__proto__": "evil", "constructor": "c"},
      "metadata": {"labels": {"__proto__": "x", "toString": "y"}},
      "links": {"__proto__": {"href": "/v3/x"}, "constructor": {"href": "/v3/y"}}
    }`);
    assert.equal(droplet.state, 'UNKNOWN');
    assert.ok(droplet.processTypes.kind === 'value');
    assert.deepEqual(Object.entries(droplet.processTypes.value), [
      ['__proto__', 'evil'],
      ['constructor', 'c'],
    ]);
    assert.deepEqual(Object.keys(droplet.metadata.labels), ['__proto__', 'toString']);
    assert.deepEqual(Object.keys(droplet.links), ['__proto__', 'constructor']);
    assert.equal(Reflect.get({}, 'state'), undefined);
  });

  it('finds no link that the API did not send', () => {
    const droplet = toDroplet({ guid: 'd' });
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(droplet.links[name], undefined);
    }
  });

  it('reads nesting deeper than any stack', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const droplet = parsed(`{"guid":"d","state":"STAGED","lifecycle":{"data":${deep}}}`);
    assert.equal(droplet.state, 'STAGED');
  });
});
