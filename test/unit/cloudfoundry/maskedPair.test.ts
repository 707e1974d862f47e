import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/cloudfoundry/json.ts';
import { maskPair } from '../../../src/cloudfoundry/maskedPair.ts';
import { inStableOrder, sortKeys } from '../../../src/cloudfoundry/stableOrder.ts';
import { aDroplet } from '../../support/builders.ts';

const plain = '••••••••';
const left = `${plain} (differs: left)`;
const right = `${plain} (differs: right)`;

function masked(a: JsonObject, b: JsonObject) {
  const pair = maskPair(a, b);
  return [JSON.parse(JSON.stringify(pair.left)), JSON.parse(JSON.stringify(pair.right))];
}

/** One secret twice on one side, and once on the other. */
function maskedWith(secret: string) {
  return masked(
    { environment_variables: { A: secret, B: secret } },
    { environment_variables: { A: 'x', B: secret } },
  );
}

describe('maskPair', () => {
  const table: readonly (readonly [string, JsonObject, JsonObject, JsonObject, JsonObject])[] = [
    [
      'masks alike what is the same on both sides',
      { process_types: { web: 'a' } },
      { process_types: { web: 'a' } },
      { process_types: { web: plain } },
      { process_types: { web: plain } },
    ],
    [
      'tells apart what differs',
      { process_types: { web: 'a', worker: 'x' } },
      { process_types: { web: 'b', worker: 'x' } },
      { process_types: { web: left, worker: plain } },
      { process_types: { web: right, worker: plain } },
    ],
    [
      'does not take two for the same because they have changed places',
      { environment_variables: { A: 's', B: 't' } },
      { environment_variables: { A: 't', B: 's' } },
      { environment_variables: { A: left, B: left } },
      { environment_variables: { A: right, B: right } },
    ],
    [
      'marks one that stands on one side only',
      { environment_variables: { A: 's' } },
      { environment_variables: {} },
      { environment_variables: { A: left } },
      { environment_variables: {} },
    ],
    [
      'masks alike objects that differ in the order of their keys only',
      { environment_variables: { A: { x: 1, y: 2 } } },
      { environment_variables: { A: { y: 2, x: 1 } } },
      { environment_variables: { A: plain } },
      { environment_variables: { A: plain } },
    ],
    [
      'tells apart addresses that differ in their password only',
      { buildpacks: [{ name: 'https://u:a@git.example.org/x' }] },
      { buildpacks: [{ name: 'https://u:b@git.example.org/x' }] },
      { buildpacks: [{ name: `https://${plain}@git.example.org/x (differs: left)` }] },
      { buildpacks: [{ name: `https://${plain}@git.example.org/x (differs: right)` }] },
    ],
    [
      'leaves alone what the API hides',
      { execution_metadata: '[PRIVATE DATA HIDDEN]' },
      { execution_metadata: '[PRIVATE DATA HIDDEN]' },
      { execution_metadata: '[PRIVATE DATA HIDDEN]' },
      { execution_metadata: '[PRIVATE DATA HIDDEN]' },
    ],
  ];
  for (const [name, a, b, ofA, ofB] of table) {
    it(name, () => {
      assert.deepEqual(masked(a, b), [ofA, ofB]);
      assert.deepEqual(masked(b, a).map(swapSides), [ofB, ofA]);
    });
  }

  it('tells nothing else of a secret: neither its length nor which other one it is', () => {
    assert.deepEqual(maskedWith('s'), maskedWith('a much longer secret'));
  });
});

function swapSides(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll('differs: left', 'differs: LEFT')
    .replaceAll('differs: right', 'differs: left')
    .replaceAll('differs: LEFT', 'differs: right');
  return JSON.parse(text);
}

describe('inStableOrder', () => {
  it('sorts keys at every depth, and puts last what differs on every droplet', () => {
    const { links, guid, ...rest } = aDroplet();
    const shuffled = inStableOrder({ links, guid, ...rest, created_at: 'x' });
    assert.deepEqual(Object.keys(shuffled).slice(-5), [
      'created_at',
      'updated_at',
      'guid',
      'relationships',
      'links',
    ]);
    assert.equal(
      JSON.stringify(shuffled),
      JSON.stringify(inStableOrder({ ...aDroplet(), created_at: 'x' })),
    );
    assert.deepEqual(
      { ...shuffled, links: 0 },
      { ...inStableOrder({ ...aDroplet(), created_at: 'x' }), links: 0 },
    );
  });

  it('leaves lists in their order, and every value as it is', () => {
    const value = { b: [3, 1, { z: null, a: true }], a: 'x' };
    assert.equal(JSON.stringify(sortKeys(value)), '{"a":"x","b":[3,1,{"a":true,"z":null}]}');
  });

  it('accepts keys that objects have by default, and endlessly nested objects', () => {
    const odd: JsonObject = JSON.parse('{"__proto__":{"b":1,"a":2},"constructor":1}');
    assert.equal(JSON.stringify(sortKeys(odd)), '{"__proto__":{"a":2,"b":1},"constructor":1}');
    const deep: JsonObject = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    assert.ok(sortKeys(deep));
  });
});
