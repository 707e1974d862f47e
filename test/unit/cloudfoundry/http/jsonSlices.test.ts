import assert from 'node:assert/strict';
import { parseInSlices } from '../../../../src/cloudfoundry/http/jsonSlices.ts';

const none = undefined;
/** Longer than a slice, so that the list is cut. */
const long = 'x'.repeat(1000);

/** Texts that a careless reader of JSON stumbles over. */
const awkward = [
  '',
  '"',
  '\\',
  '\\"',
  '\\\\',
  ']',
  '[',
  '{',
  '},{',
  ',',
  '"resources":[',
  '\n\u2028',
  'ä€😀',
  '\ud800',
];

/** A value that differs with `n`, nested as answers are. */
function element(n: number): unknown {
  const text = awkward[n % awkward.length] ?? '';
  switch (n % 5) {
    case 0:
      return { guid: `guid-${n}`, name: text, [text]: [text, { resources: [text] }], long };
    case 1:
      return [n, text, [], {}, [[text]], long];
    case 2:
      return text + long;
    case 3:
      return n % 2 === 0 ? null : -1.5e-7;
    default:
      return { nested: { [text]: { a: [1, 2, { b: text }] } }, long };
  }
}

const elements = Array.from({ length: 2000 }, (_, n) => element(n));

describe('A long answer, parsed in slices', () => {
  const texts: Readonly<Record<string, string>> = {
    'as an API writes it': JSON.stringify({ pagination: { next: null }, resources: elements }),
    'with the list first': JSON.stringify({ resources: elements, pagination: { total: 1 } }),
    'with blanks and line breaks': JSON.stringify({ a: [{}], resources: elements, b: 1 }, null, 1),
    'with blanks around the colon': `{"resources" \n : \t [ ${JSON.stringify(elements).slice(1)}}`,
    'with a list of that name further down': JSON.stringify({ a: { resources: elements } }),
    'with the list twice': `{"resources":${JSON.stringify(elements)},"resources":[1]}`,
    'without a list': JSON.stringify({ resources: { a: elements } }),
    'that is a list itself': JSON.stringify(elements),
    'that is a text': JSON.stringify(`"resources":[${long.repeat(500)}`),
    'with one long element': JSON.stringify({ resources: ['y'.repeat(1_000_000)] }),
    'with an empty list': JSON.stringify({ resources: [], long: long.repeat(500) }),
    'with very many elements': JSON.stringify({ resources: Array(500_000).fill(1) }),
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`is what JSON.parse makes of it: ${what}`, async () => {
      assert.ok(text.length > 300_000);
      assert.deepEqual(await parseInSlices(text, none), JSON.parse(text));
    });
  }

  const whole = JSON.stringify({ pagination: {}, resources: elements });
  const broken: Readonly<Record<string, string>> = {
    'cut off': whole.slice(0, -1),
    'cut off in an element': whole.slice(0, whole.length / 2),
    'cut off in a text': `${whole.slice(0, 400_000)}"`,
    'with a comma at the end of the list': whole.replace(/\]\}$/, ',]}'),
    'with two commas': whole.replace(',null,', ',,null,'),
    'with the wrong bracket': whole.replace(/\]\}$/, '}}'),
    'followed by something': `${whole} x`,
    'without quotes': whole.replace('"guid-1000"', 'guid'),
    'that is no JSON': '<html>'.repeat(100_000),
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`is refused as by JSON.parse: ${what}`, async () => {
      assert.throws(() => JSON.parse(text) as unknown, SyntaxError);
      await assert.rejects(parseInSlices(text, none), SyntaxError);
    });
  }

  it('lets other work run in between', async () => {
    const text = JSON.stringify({ resources: elements });
    let isDone = false;
    let turns = 0;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await parseInSlices(text, none);
    isDone = true;
    assert.ok(turns >= Math.floor(text.length / (256 * 1024)), `${turns} turns`);
  });

  it('ends with the signal’s reason', async () => {
    const abort = new AbortController();
    const parsing = parseInSlices(JSON.stringify({ resources: elements }), abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(parsing, /enough/);
  });
});
