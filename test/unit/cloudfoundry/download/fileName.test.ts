import assert from 'node:assert/strict';
import { fileNameOf } from '../../../../src/cloudfoundry/download/fileName.ts';

describe('fileNameOf', () => {
  it('names the app and the droplet', () => {
    assert.equal(fileNameOf('storefront', '3f9c01aa-1'), 'storefront-3f9c01aa.tgz');
    assert.equal(fileNameOf('Büro 2', '3f9c01aa-1'), 'Büro-2-3f9c01aa.tgz');
  });

  it('leads to no other folder, and is a valid name on every system', () => {
    for (const [app, name] of [
      ['../../etc/passwd', 'etc-passwd'],
      ['C:\\Windows', 'C-Windows'],
      ['.hidden', 'hidden'],
      ['a\u0000b\u202Ec', 'a-b-c'],
      ['CON', 'droplet'],
      ['...', 'droplet'],
      ['', 'droplet'],
      ['x'.repeat(300), 'x'.repeat(200)],
    ] as const) {
      assert.equal(fileNameOf(app, '12345678'), `${name}-12345678.tgz`);
    }
    assert.equal(fileNameOf('web', '../../../x'), 'web-x.tgz');
    // Most disks take 255 bytes (NAME_MAX), whatever the Characters.
    for (const character of ['é', '測', '😀', 'e\u0301']) {
      const name = fileNameOf(character.repeat(400), '12345678');
      assert.ok(Buffer.byteLength(name) <= 255, name);
      assert.doesNotMatch(name, /\p{Cs}/u);
    }
  });
});
