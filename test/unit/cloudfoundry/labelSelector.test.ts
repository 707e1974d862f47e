import assert from 'node:assert/strict';
import {
  meetsSelector,
  parseSelector,
  type Requirement,
} from '../../../src/cloudfoundry/labelSelector.ts';

// The grammar is that of https://v3-apidocs.cloudfoundry.org/#labels-and-selectors and of Cloud Controller's
// `app/messages/validators/label_selector_requirement_validator.rb`.

const long = (length: number) => 'a'.repeat(length);

function requirements(text: string): readonly Requirement[] {
  const parsed = parseSelector(text);
  if (parsed.kind === 'wrong') assert.fail(`${parsed.part}: ${parsed.fault}`);
  return parsed.requirements;
}

describe('A label selector', () => {
  const right: readonly (readonly [text: string, read: readonly Requirement[]])[] = [
    ['env', [{ key: 'env', kind: 'exists', values: [] }]],
    ['!env', [{ key: 'env', kind: 'missing', values: [] }]],
    ['env=prod', [{ key: 'env', kind: 'in', values: ['prod'] }]],
    ['env==prod', [{ key: 'env', kind: 'in', values: ['prod'] }]],
    ['env!=prod', [{ key: 'env', kind: 'notin', values: ['prod'] }]],
    ['env=', [{ key: 'env', kind: 'in', values: [''] }]],
    ['env in (prod,stage)', [{ key: 'env', kind: 'in', values: ['prod', 'stage'] }]],
    ['env notin (prod)', [{ key: 'env', kind: 'notin', values: ['prod'] }]],
    ['example.org/team=a.b_c-d', [{ key: 'example.org/team', kind: 'in', values: ['a.b_c-d'] }]],
    [
      'env in (a,b),!canary',
      [
        { key: 'env', kind: 'in', values: ['a', 'b'] },
        { key: 'canary', kind: 'missing', values: [] },
      ],
    ],
  ];
  for (const [text, read] of right) {
    it(`is read: ${text}`, () => assert.deepEqual(requirements(text), read));
  }

  const wrong: readonly (readonly [text: string, part: string, fault: string])[] = [
    ['env=prod, tier', ' tier', 'badRequirement'],
    ['env=prod,', '', 'badRequirement'],
    ['env in prod', 'env in prod', 'badRequirement'],
    ['env in(prod)', 'env in(prod)', 'badRequirement'],
    ['env in (prod', 'env in (prod', 'badRequirement'],
    ['!', '!', 'badRequirement'],
    ['=', '=', 'noKey'],
    ['example.org/=x', 'example.org/=x', 'noKey'],
    ['a/b/c', 'a/b/c', 'manySlashes'],
    ['nodots/team', 'nodots/team', 'badPrefix'],
    [`${long(250)}.org/a`, `${long(250)}.org/a`, 'longPrefix'],
    ['cloudfoundry.org/a', 'cloudfoundry.org/a', 'reservedPrefix'],
    ['-env', '-env', 'badKey'],
    ['en+v=1', 'en+v=1', 'badKey'],
    [long(64), long(64), 'longKey'],
    ['env=pr od', 'env=pr od', 'badValue'],
    ['env=prod_', 'env=prod_', 'badValue'],
    ['env in (a,b c)', 'env in (a,b c)', 'badValue'],
    [`env=${long(64)}`, `env=${long(64)}`, 'longValue'],
  ];
  for (const [text, part, fault] of wrong) {
    it(`is wrong: ${text.slice(0, 30)} (${fault})`, () => {
      assert.deepEqual(parseSelector(text), { kind: 'wrong', part, fault });
    });
  }

  it('has at most 50 requirements', () => {
    const keys = Array.from({ length: 51 }, (_, index) => `k${index}`);
    assert.equal(requirements(keys.slice(0, 50).join(',')).length, 50);
    const tooMany = parseSelector(keys.join(','));
    assert.ok(tooMany.kind === 'wrong');
    assert.equal(tooMany.fault, 'tooMany');
  });

  it('has keys and values of at most 63 characters', () => {
    assert.equal(requirements(`${long(63)}=${long(63)}`).length, 1);
  });

  const labels = { env: 'prod', empty: '' };
  const met: readonly (readonly [text: string, isMet: boolean])[] = [
    ['env', true],
    ['!env', false],
    ['!tier', true],
    ['env=prod', true],
    ['env=stage', false],
    ['env!=stage', true],
    ['tier!=web', true],
    ['env in (stage,prod)', true],
    ['tier in (web)', false],
    ['tier notin (web)', true],
    ['env notin (prod)', false],
    ['empty=', true],
    ['env=prod,tier', false],
    ['toString', false],
  ];
  for (const [text, isMet] of met) {
    it(`${isMet ? 'is' : "isn't"} met by env=prod and empty=: ${text}`, () => {
      assert.equal(meetsSelector(labels, requirements(text)), isMet);
    });
  }
});
