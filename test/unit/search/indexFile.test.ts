import assert from 'node:assert/strict';
import { AppIndex } from '../../../src/search/appIndex.ts';
import { readIndex, writeIndex } from '../../../src/search/indexFile.ts';

const since = new Date('2026-11-01T10:00:00.000Z');
const checked = new Date('2026-11-02T10:00:00.000Z');
const place = {
  organization: 'Claims "& Policies"',
  organizationGuid: 'org-1',
  space: 'dev / \u2028 test',
  spaceGuid: 'space-1',
};
const all = [
  { guid: 'a', name: 'Web', place },
  { guid: 'b', name: 'line\nbreak', place: null },
  { guid: 'c', name: '注文 "x" \\', place: { ...place, space: 'prod', spaceGuid: 'space-2' } },
];

function anIndex(): AppIndex {
  const apps = new AppIndex();
  all.forEach((app) => apps.put(app));
  return apps;
}

describe('The file of an index', () => {
  it('holds all apps and times', async () => {
    const text = await writeIndex({ apps: anIndex(), since, checked });
    const read = await readIndex(text);
    assert.deepEqual(read?.since, since);
    assert.deepEqual(read?.checked, checked);
    assert.deepEqual(
      read?.apps.guids.map((guid) => read.apps.get(guid)),
      all,
    );
  });

  it('can be empty', async () => {
    const text = await writeIndex({ apps: new AppIndex(), since, checked });
    assert.equal((await readIndex(text))?.apps.size, 0);
  });

  it('is thrown away if it ends early, wherever', async () => {
    const text = await writeIndex({ apps: anIndex(), since, checked });
    for (let length = 0; length < text.length; length += 1) {
      assert.equal(await readIndex(text.slice(0, length)), null, String(length));
    }
  });

  const changes: Readonly<Record<string, (text: string) => string>> = {
    'of another version': (text) => text.replace('"version":1', '"version":2'),
    'with another count': (text) => text.replace('"count":3', '"count":4'),
    'without times': (text) => text.replace('2026-11-01T', 'x'),
    'with a name that is none': (text) => text.replace('"Web"', '7'),
    'with a guid that is none': (text) => text.replace('["a","b"', '[{},"b"'),
    'with a place that is none': (text) => text.replace('"space":"prod"', '"space":7'),
    'with a position that is none': (text) => text.replace('[0,-1,1]', '[0,"x",1]'),
    'with an empty guid': (text) => text.replace('["a","b"', '["","b"'),
    'with more after its end': (text) => `${text}x`,
    'with a line too many': (text) => `[]\n${text}`,
    'of something else': () => '{"some":"json"}',
    'of nothing but lines': () => '\n'.repeat(6),
    'of nulls': () => `${'null\n'.repeat(5)}"end"\n`,
    'that was filled with zeros in a crash': (text) => '\0'.repeat(text.length),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`is thrown away: ${what}`, async () => {
      const text = await writeIndex({ apps: anIndex(), since, checked });
      assert.notEqual(change(text), text);
      assert.equal(await readIndex(change(text)), null);
    });
  }

  // At most a tenth of what the API sent; a Cloud Controller 3.228 sends 1,840 bytes an app (observed).
  it('is much smaller than the API’s answers', async () => {
    const apps = new AppIndex();
    for (let n = 0; n < 1000; n += 1) {
      const guid = `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;
      apps.put({ guid, name: `checkout-service-${n}`, place });
    }
    const text = await writeIndex({ apps, since, checked });
    assert.ok(Buffer.byteLength(text) <= 0.1 * 1840 * 1000, `${text.length} bytes`);
  });
});
