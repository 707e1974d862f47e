import assert from 'node:assert/strict';
import { inert, inertLines } from '../../../src/window/inert.ts';

/** What VS Code 1.100 and 1.139 look for in notifications, quick inputs and their messages (`linkedText.ts`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
/** What they make icons of (`iconLabels.ts`). */
const icon = /(\\)?\$\([a-z0-9-]+(?:~[a-z]+)?\)/gi;

const payloads = [
  '[send me a code](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D)',
  '[a](https://evil.example.org "title")',
  '[a](file:///etc/passwd)',
  '[[a](command:b)](command:c)',
  '$(trash) name',
  '\\$(sync~spin) name',
  '[a]\u200b(command:b) $\u200b(trash)',
  '[a]\n(command:b)',
  '[a]\u2060(command:b)',
];

describe('inert text', () => {
  for (const payload of payloads) {
    it(`holds no link and no icon: ${JSON.stringify(payload)}`, () => {
      for (const text of [inert(payload), inertLines(payload), inert(inert(payload))]) {
        assert.doesNotMatch(text, link);
        assert.doesNotMatch(text, icon);
      }
    });
  }

  it('reads as it was written', () => {
    const name = 'Façade 測試 👩‍💻 [beta] (eu) $PATH $ {x} a](b';
    assert.equal(inert(name).replaceAll('\u200b', ''), name);
  });

  it('keeps its line breaks if it has several lines, and only there', () => {
    assert.equal(inertLines('one\ntwo'), 'one\ntwo');
    assert.equal(inert('one\ntwo'), 'one two');
  });

  it('contains no control character, direction mark, invisible tag or half character', () => {
    const hostile = 'a\u0000b\u0007c\u001bd\u202ee\u2066f\u{e0041}g\ud800h\u2028i\r\nj';
    assert.equal(inert(hostile), 'a b c d e f g h i  j');
    assert.equal(inertLines(hostile), 'a b c d e f g h i \nj');
  });

  it('is the same when it is made inert twice', () => {
    for (const payload of payloads) assert.equal(inert(inert(payload)), inert(payload));
  });

  it('is no longer than VS Code shows', () => {
    assert.equal(inert('x'.repeat(200_000)).length, 1000);
    assert.equal(inertLines('x'.repeat(200_000)).length, 20_000);
    assert.doesNotMatch(inert(`${'x'.repeat(998)}😀${'x'.repeat(9)}`), /\p{Cs}/u);
  });
});
