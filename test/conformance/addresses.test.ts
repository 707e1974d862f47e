import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { startSampleFoundation, type SampleFoundation } from '../../src/sample/foundation.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { selfSigned } from '../support/selfSigned.ts';
import { at, textAt } from './support/client.ts';

interface Answered {
  readonly status: number | undefined;
  readonly body: unknown;
}

describe('the addresses of the sample foundation', () => {
  let foundation: SampleFoundation;

  const start = async (options: Partial<SampleOptions>): Promise<void> => {
    foundation = await startSampleFoundation(options);
  };

  afterEach(() => foundation.close());

  it('are the same for API and login server, unless that has its own port', async () => {
    await start({});
    assert.equal(foundation.login, foundation.api);
    await foundation.close();
    await start({ loginPort: 0 });
    const { api, login } = foundation;
    assert.notEqual(login, api);
    const root = await get(`${api}/`);
    assert.equal(textAt(root.body, 'links', 'login', 'href'), login);
    assert.equal(textAt(root.body, 'links', 'uaa', 'href'), login);
    const info = await get(`${api}/v2/info`);
    assert.equal(textAt(info.body, 'authorization_endpoint'), login);
    assert.equal((await get(`${api}/login`)).status, 404);
    assert.equal((await get(`${login}/v3/organizations`)).status, 404);
    assert.equal(textAt((await get(`${login}/login`)).body, 'links', 'login'), login);
    assert.deepEqual(
      foundation.requests.map(({ path, server }) => `${server} ${path}`),
      ['api /', 'api /v2/info', 'api /login', 'login /v3/organizations', 'login /login'],
    );
  });

  it('are HTTPS when a certificate is given', async () => {
    await start({ loginPort: 0, tls: selfSigned });
    const { api, login } = foundation;
    assert.match(api, /^https:/);
    const root = await get(`${api}/`);
    assert.equal(textAt(root.body, 'links', 'self', 'href'), api);
    assert.equal(textAt(root.body, 'links', 'login', 'href'), login);
    assert.equal((await get(`${login}/login`)).status, 200);
  });

  it('can differ publicly, as behind a proxy', async () => {
    const publicApi = 'https://api.cf.example';
    const publicLogin = 'https://login.cf.example';
    await start({ publicApi, publicLogin });
    const { api } = foundation;
    const root = await get(`${api}/`, { host: 'api.cf.example' });
    assert.equal(textAt(root.body, 'links', 'cloud_controller_v3', 'href'), `${publicApi}/v3`);
    assert.equal(textAt(root.body, 'links', 'login', 'href'), publicLogin);
    const authorization = `bearer ${foundation.tokenFor('dev')}`;
    const page = await get(`${api}/v3/apps`, { authorization });
    assert.match(textAt(page.body, 'pagination', 'first', 'href'), /^https:\/\/api\.cf\.example\//);
    assert.equal((await get(`${api}/login`, { host: 'login.cf.example:443' })).status, 200);
    assert.equal((await get(`${api}/`, { host: 'other.cf.example' })).status, 403);
  });

  it('include no login server on Korifi, where a token identifies the user', async () => {
    await start({ korifi: true, loginPort: 0 });
    const { api, login, tokenFor } = foundation;
    assert.equal(login, api);
    assert.equal(textAt((await get(`${api}/`)).body, 'links', 'login', 'href'), api);
    assert.equal(
      textAt((await get(`${api}/login`)).body, 'errors', 0, 'detail'),
      'Unknown request',
    );
    const authorization = `bearer ${tokenFor('auditor')}`;
    const who = await get(`${api}/whoami`, { authorization });
    assert.deepEqual(who.body, { name: 'auditor', kind: 'User' });
    const nobody = await get(`${api}/whoami`);
    assert.equal(at(nobody.body, 'errors', 0, 'code'), 10002);
  });

  it('are kept with what they were sent', async () => {
    await start({});
    const authorization = `bearer ${foundation.tokenFor('dev')}`;
    await get(`${foundation.api}/v3/organizations`, { authorization });
    assert.equal(foundation.requests[0]?.headers.authorization, authorization);
  });
});

function get(url: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answered> {
  const options = { headers, agent: false, ca: selfSigned.cert };
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? https.get(url, options) : http.get(url, options);
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type']?.startsWith('application/json');
        const body: unknown = isJson ? JSON.parse(text) : text;
        resolve({ status: response.statusCode, body });
      });
    });
  });
}
