import assert from 'node:assert/strict';
import {
  toContentRange,
  toLength,
  toStrongTag,
} from '../../../../src/cloudfoundry/download/contentRange.ts';

describe('toContentRange', () => {
  it('reads bytes, with and without a total', () => {
    assert.deepEqual(toContentRange('bytes 5-9/10'), { first: 5, last: 9, total: 10 });
    assert.deepEqual(toContentRange('Bytes 5-9/*'), { first: 5, last: 9, total: null });
  });

  it('accepts nothing else as a range', () => {
    for (const header of [
      null,
      '',
      'bytes */10',
      'bytes 9-5/10',
      'bytes 5-10/10',
      'bytes -1-5/10',
      'items 5-9/10',
      'bytes 5-9/10, bytes 1-2/10',
      'bytes 5-99999999999999999999/10',
    ]) {
      assert.equal(toContentRange(header), null, String(header));
    }
  });
});

describe('toLength', () => {
  it('reads a number, and rejects what only looks like one', () => {
    assert.equal(toLength('209715200'), 209_715_200);
    for (const header of [null, '', '-1', '1e9', '0x10', '1, 1']) {
      assert.equal(toLength(header), null);
    }
  });
});

describe('toStrongTag', () => {
  it('accepts a tag that proves the same bytes and fits a header', () => {
    assert.equal(toStrongTag('"0x8DC"'), '"0x8DC"');
    for (const header of [null, '', 'W/"1"', 'bare', '"a"b"', '"a\r\nb"', '"ä"']) {
      assert.equal(toStrongTag(header), null);
    }
  });
});
