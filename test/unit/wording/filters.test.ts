import assert from 'node:assert/strict';
import { parseFilter } from '../../../src/explorer/filterQuery.ts';
import { filterProblemText, filterText, foundText } from '../../../src/wording/filters.ts';
import { language } from '../../support/language.ts';

describe('The text of a filter', () => {
  const parts = [
    { text: 'state:failed', by: 'server' },
    { text: 'java', by: 'here' },
  ] as const;

  it('says who matched what, and how many were found', () => {
    assert.equal(
      filterText(parts, 3, 132, language),
      'filter: state:failed (server) · java (here) · 3 of 132',
    );
  });

  it('has no numbers before they are known', () => {
    const [first] = parts;
    assert.equal(filterText([first], null, 132, language), 'filter: state:failed (server)');
    assert.equal(filterText([first], 3, null, language), 'filter: state:failed (server)');
  });

  it('says how far a search is', () => {
    const counts = { found: 12, searched: 10_000, total: 50_000 };
    assert.equal(foundText(counts, language), '12 found in 10,000 of 50,000');
  });
});

describe('What is wrong with a filter', () => {
  const wrong: readonly (readonly [text: string, said: RegExp])[] = [
    ['stat:failed', /^Unknown field "stat"$/],
    ['state:', /^Enter a value after state:$/],
    ['sort:size', /^Sort by name, created_at, updated_at\. Add - in front/],
    ['!sort:name', /^sort: can’t be negated/],
    ['age:90d', /^"90d" isn’t an age such as >90d/],
    ['buildpack:java<4', /^Apps are listed without versions/],
    ['label:"a, b"', /^Separate label selectors with a comma, without spaces/],
    ['label:a=b=c', /^"a=b=c" isn’t a label selector such as env=prod/],
    ['label:a+b', /^"a\+b": use letters, digits/],
    ['label:a/b', /must be a domain/],
  ];
  for (const [text, said] of wrong) {
    it(`is said in one line: ${text}`, () => {
      const parsed = parseFilter('apps', text);
      assert.ok(parsed.kind === 'invalid');
      const line = filterProblemText(parsed.problem, language);
      assert.match(line, said);
      // The box cuts longer lines off.
      assert.ok(line.length <= 90, line);
    });
  }
});
