import assert from 'node:assert/strict';
import { readAppLink, writeAppLink } from '../../../src/search/appLink.ts';

const extension = 'vscode://cf-droplets.cf-droplets';
const api = new URL('https://api.example.org');
const app = '11111111-0000-4000-8000-000000000001';
const droplet = '22222222-0000-4000-8000-000000000002';

/** As VS Code passes a link on: its path and its decoded query. */
function read(link: string) {
  const { pathname, search } = new URL(link);
  return readAppLink({ path: pathname, query: search.slice(1) });
}

describe('A link to an app', () => {
  it('names the API, the app, and perhaps a droplet', () => {
    assert.equal(
      writeAppLink(extension, { api, app, droplet: null }),
      `${extension}/open?api=https%3A%2F%2Fapi.example.org&app=${app}`,
    );
    assert.deepEqual(read(writeAppLink(extension, { api, app, droplet })), { api, app, droplet });
    assert.deepEqual(read(writeAppLink(extension, { api, app, droplet: null })), {
      api,
      app,
      droplet: null,
    });
  });

  it('can be written by hand', () => {
    assert.deepEqual(read(`${extension}/open?app=${app}&api=api.example.org`)?.api, api);
    assert.equal(read(`${extension}/open?app=app-1&api=api.example.org`)?.app, 'app-1');
  });

  // As VS Code decodes a link's query before it passes it on.
  it('is read with a decoded query, too', () => {
    const query = `api=https://api.example.org&app=${app}`;
    assert.deepEqual(readAppLink({ path: '/open', query })?.api, api);
  });

  for (const link of [
    `${extension}/close?api=api.example.org&app=${app}`,
    `${extension}/open`,
    `${extension}/open?app=${app}`,
    `${extension}/open?api=api.example.org`,
    `${extension}/open?api=api.example.org&app=`,
    `${extension}/open?api=api.example.org&app=..%2F..%2Fusers`,
    `${extension}/open?api=api.example.org&app=a%0Ab`,
    `${extension}/open?api=api.example.org&app=${'a'.repeat(201)}`,
    `${extension}/open?api=api.example.org&app=${app}&droplet=a/b`,
    `${extension}/open?api=https%3A%2F%2Fuser%3Apass%40api.example.org&app=${app}`,
    `${extension}/open?api=file%3A%2F%2F%2Fetc&app=${app}`,
    `${extension}/open?api=javascript%3Aalert(1)&app=${app}`,
    `${extension}/open?api=%20&app=${app}`,
  ]) {
    it(`isn’t one of ours: ${link.slice(extension.length, extension.length + 70)}`, () => {
      assert.equal(read(link), null);
    });
  }
});
