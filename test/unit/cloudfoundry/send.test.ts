import assert from 'node:assert/strict';
import { ReadOnlyError } from '../../../src/cloudfoundry/errors.ts';
import { aClient, closeTransports } from '../../support/clients.ts';
import {
  answer,
  closeServers,
  html,
  json,
  startServer,
  type Reply,
} from '../../support/hostileServer.ts';

afterEach(async () => {
  await closeTransports();
  await closeServers();
});

async function sendTo(reply: Reply, body: string | null = null) {
  const server = await startServer(() => reply);
  const client = aClient(server.origin);
  const url = new URL('/v3/droplets/droplet-1', server.origin);
  const accepted = await client.send({ method: 'DELETE', url, body });
  return { accepted, requests: server.requests };
}

describe('CloudFoundryClient.send', () => {
  it('returns what the API answered', async () => {
    const { accepted } = await sendTo(json({ data: { guid: 'droplet-1' } }, 201));
    assert.deepEqual(accepted, { json: { data: { guid: 'droplet-1' } }, job: null });
  });

  it('returns the job of a change that takes a while', async () => {
    const location = 'https://api.example.org/v3/jobs/job-1';
    const { accepted } = await sendTo(answer(202, '', { location }));
    assert.deepEqual(accepted, { json: null, job: { href: location, method: 'GET' } });
  });

  it('does not treat a Location that names the new resource as a job', async () => {
    const { accepted } = await sendTo(json({}, 201, { location: '/v3/deployments/deployment-1' }));
    assert.equal(accepted.job, null);
  });

  it('treats an empty answer, and one that is not a JSON object, as accepted', async () => {
    for (const reply of [answer(204), answer(200), html('<html>'), json([1])]) {
      const { accepted } = await sendTo(reply);
      assert.deepEqual(accepted, { json: null, job: null });
    }
  });

  it('names the type of a body only when there is one', async () => {
    const without = await sendTo(json({}));
    const withBody = await sendTo(json({}), '{"a":1}');
    assert.equal(without.requests[0]?.headers['content-type'], undefined);
    assert.equal(without.requests[0]?.body, '');
    assert.equal(withBody.requests[0]?.headers['content-type'], 'application/json');
    assert.equal(withBody.requests[0]?.body, '{"a":1}');
  });

  it('sends nothing to a foundation that is read-only', async () => {
    const server = await startServer(() => json({}));
    const client = aClient(server.origin, { isReadOnly: () => true });
    const url = new URL('/v3/x', server.origin);
    await assert.rejects(client.send({ method: 'POST', url, body: null }), ReadOnlyError);
    assert.equal(server.requests.length, 0);
  });
});
