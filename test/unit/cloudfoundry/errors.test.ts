import assert from 'node:assert/strict';
import { toCloudControllerError, toUaaError } from '../../../src/cloudfoundry/errors.ts';

const request = {
  method: 'GET',
  url: 'https://api.example.org/v3/apps',
  requestId: null,
  retryAfter: null,
};

function ofBody(status: number, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return toCloudControllerError({ ...request, status }, text);
}

describe('toCloudControllerError', () => {
  it('reads the error of a v3 answer', () => {
    const error = ofBody(422, {
      errors: [{ code: 10008, title: 'CF-UnprocessableEntity', detail: 'Stop the app first' }],
    });
    assert.equal(error.status, 422);
    assert.ok(error.hasCode(10008));
    assert.equal(error.message, 'Stop the app first (CF-UnprocessableEntity)');
  });

  it('reads several errors, and includes all of them', () => {
    const error = ofBody(422, {
      errors: [
        { code: 10008, title: 'CF-UnprocessableEntity', detail: 'First.' },
        { code: 10009, title: 'CF-Other', detail: 'Second.' },
      ],
    });
    assert.match(error.message, /First\. Second\./);
    assert.ok(error.hasCode(10009));
  });

  it('names every error, not only the first', () => {
    const error = ofBody(422, {
      errors: [
        { code: 10008, title: 'CF-UnprocessableEntity', detail: 'First.' },
        { code: 10009, title: 'CF-Other', detail: 'Second.' },
        { code: 10010, detail: 'Third.' },
      ],
    });
    assert.equal(
      error.message,
      'First. Second. Third. (CF-UnprocessableEntity, CF-Other, code 10010)',
    );
  });

  it('recognizes an error without a message as one from the API', () => {
    const error = ofBody(404, {
      errors: [{ code: 10010, title: 'CF-ResourceNotFound', detail: '' }],
    });
    assert.ok(error.isNotFound);
    assert.equal(error.message, '404 not found (CF-ResourceNotFound)');
    const early = ofBody(404, { code: 10000, error_code: 'CF-NotFound', description: '' });
    assert.ok(early.isUnknownEndpoint);
    assert.equal(early.message, '404 not found (CF-NotFound)');
  });

  it('reads the error of v2, and of v3 before October 2016', () => {
    const error = ofBody(404, {
      code: 40004,
      description: 'The app space could not be found: x',
      error_code: 'CF-SpaceNotFound',
    });
    assert.ok(error.hasCode(40004));
    assert.ok(error.isNotFound);
    assert.equal(error.message, 'The app space could not be found: x (CF-SpaceNotFound)');
  });

  it('reads the message of a login server in front of the API', () => {
    const error = ofBody(401, { error: 'invalid_token', error_description: 'Token expired' });
    assert.equal(error.message, 'Token expired (invalid_token)');
  });

  it('explains the status when the body says nothing', () => {
    for (const body of [
      '<html><h1>502 Bad Gateway</h1></html>',
      '502 Bad Gateway: Registered endpoint failed to handle the request.',
      '',
      '[]',
      'null',
      '"x"',
      '{"errors":[]}',
      '{"errors":{}}',
      '{"errors":[5,null,"x"]}',
    ]) {
      assert.match(ofBody(502, body).message, /^502 the API isn’t available/, body);
    }
    assert.match(ofBody(418, '').message, /^418 /);
    assert.match(ofBody(500, '').message, /^500 /);
  });

  it('shows no markup of a proxy', () => {
    assert.doesNotMatch(ofBody(503, '<script>alert(1)</script>').message, /script/);
  });

  it('distinguishes a missing endpoint from a missing object', () => {
    const noEndpoint = ofBody(404, {
      errors: [{ code: 10000, title: 'CF-NotFound', detail: 'Unknown request' }],
    });
    assert.deepEqual([noEndpoint.isUnknownEndpoint, noEndpoint.isNotFound], [true, false]);
    const noObject = ofBody(404, {
      errors: [{ code: 10010, title: 'CF-ResourceNotFound', detail: 'Droplet not found' }],
    });
    assert.deepEqual([noObject.isUnknownEndpoint, noObject.isNotFound], [false, true]);
  });

  it('treats the 404 of a router, a proxy or a gateway as neither', () => {
    for (const body of [
      "404 Not Found: Requested route ('api.example.org') does not exist.",
      '<html></html>',
      { message: 'no Route matched with those values' },
      { timestamp: 1, status: 404, error: 'Not Found', path: '/v3/apps' },
      { error: 'not_found', error_description: 'No such zone' },
      { errors: [{ detail: 'nothing here' }] },
    ]) {
      const error = ofBody(404, body);
      assert.deepEqual([error.isUnknownEndpoint, error.isNotFound], [false, false]);
    }
  });

  it('keeps request id and Retry-After', () => {
    const error = toCloudControllerError(
      { ...request, status: 429, requestId: 'abc::1', retryAfter: 30 },
      JSON.stringify({ errors: [{ code: 10013, title: 'CF-RateLimitExceeded', detail: 'Wait' }] }),
    );
    assert.equal(error.requestId, 'abc::1');
    assert.equal(error.retryAfter, 30);
    assert.match(error.message, /request id abc::1/);
  });

  it('is short and visible, however long and odd the answer', () => {
    const long = 'x'.repeat(500_000);
    const error = toCloudControllerError(
      { ...request, status: 422, requestId: long },
      JSON.stringify({
        errors: Array.from({ length: 500 }, () => ({
          code: 1,
          title: long,
          detail: `a\r\n${long}`,
        })),
      }),
    );
    assert.ok(error.message.length < 25_000, String(error.message.length));
    assert.doesNotMatch(error.message, /\p{Cc}/u);
  });

  it('contains no link, which a notification would run as a command', () => {
    const error = ofBody(422, {
      errors: [{ code: 1, title: 'x', detail: '[Sign in](command:workbench.action.quit) again' }],
    });
    assert.doesNotMatch(error.message, /\]\(/);
    assert.match(error.message, /Sign in/);
  });

  it('masks tokens and passwords that an answer echoes', () => {
    const error = ofBody(401, {
      errors: [
        {
          code: 1000,
          title: 'CF-InvalidAuthToken',
          detail: 'bearer eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl of https://u:secret-word@x/ is invalid',
        },
      ],
    });
    assert.doesNotMatch(error.message, /eyJ|secret-word/);
    assert.match(error.message, /is invalid/);
  });
});

describe('toUaaError', () => {
  it('keeps the login server’s own message', () => {
    const error = toUaaError(
      401,
      JSON.stringify({ error: 'unauthorized', error_description: 'Bad credentials' }),
      [],
    );
    assert.equal(error?.message, 'Bad credentials');
    assert.equal(error.error, 'unauthorized');
    assert.equal(error.status, 401);
  });

  it('is null for anything but a login server error', () => {
    for (const body of ['', '<html>', '{}', '{"error":5}', '[]']) {
      assert.equal(toUaaError(401, body, []), null);
    }
  });

  it('is short and visible, and echoes no token', () => {
    const error = toUaaError(
      401,
      JSON.stringify({
        error: 'invalid_token',
        error_description: `Invalid refresh token (expired): eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl\n${'x'.repeat(90_000)}`,
      }),
      [],
    );
    assert.ok(error);
    assert.ok(error.message.length < 2000);
    assert.doesNotMatch(error.message, /eyJ|\p{Cc}/u);
  });
});
