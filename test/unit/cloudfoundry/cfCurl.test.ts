import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { toCfCurl } from '../../../src/cloudfoundry/cfCurl.ts';
import type { ChangeRequest } from '../../../src/cloudfoundry/change.ts';

const request = (path: string, body: string | null = null): ChangeRequest => ({
  method: 'PATCH',
  url: new URL(path, 'https://api.example.org'),
  body,
});

/** The words that a POSIX shell makes of the line. */
function words(line: string): readonly string[] {
  const script = `cf() { printf '%s\\0' "$@"; }; ${line}`;
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('toCfCurl', () => {
  it('writes the request for cf curl: method, path and body, without the host', () => {
    assert.equal(
      toCfCurl(request('/v3/apps/a/relationships/current_droplet', '{"data":{"guid":"d"}}')),
      `cf curl -X PATCH '/v3/apps/a/relationships/current_droplet' -d '{"data":{"guid":"d"}}'`,
    );
    assert.equal(toCfCurl(request('/v3/x?a=1&b=2')), "cf curl -X PATCH '/v3/x?a=1&b=2'");
  });

  for (const text of [
    "it's",
    '$(id)',
    '`id`',
    '"; rm -rf /; "',
    '\\',
    '!1',
    "'';id;'",
    '€ & # ~ *',
  ]) {
    it(`survives a shell with ${text} in it`, () => {
      const body = JSON.stringify({ text });
      const path = `/v3/apps/${encodeURIComponent(text)}`;
      assert.deepEqual(words(toCfCurl(request(path, body))), [
        'curl',
        '-X',
        'PATCH',
        path,
        '-d',
        body,
      ]);
    });
  }
});
