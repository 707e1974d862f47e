import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findTokens } from '../../run/tokens.mjs';
import { aJwt } from '../../support/cliHome.ts';
import { passwordGrant } from '../../../src/cloudfoundry/auth/uaa.ts';
import { aTransport, closeTransports } from '../../support/clients.ts';
import { startSample } from '../../support/sample.ts';
import { aToken } from '../../support/tokens.ts';

describe('The search for tokens after a run', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tokens-'));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await closeTransports();
  });

  function foundIn(content: string | Buffer): readonly string[] {
    mkdirSync(path.join(folder, 'below'), { recursive: true });
    writeFileSync(path.join(folder, 'below', 'file'), content);
    return findTokens(folder);
  }

  for (const [what, before] of [
    ['a token as it is', aToken('access')],
    ['a JSON Web Token', aJwt(60)],
    ['a token in two bytes a letter', Buffer.from(aToken('refresh'), 'utf16le')],
    ['a token in Base64', Buffer.from(aToken('access')).toString('base64')],
    ['a token in Base64 after one letter', Buffer.from(`:${aToken('access')}`).toString('base64')],
    ['a token in Base64 after two', Buffer.from(`d:${aToken('access')}`).toString('base64')],
  ] as const) {
    it(`finds ${what}, and says where without revealing it`, () => {
      const text = Buffer.concat([Buffer.from('so: '), Buffer.from(before)]);
      const found = foundIn(text);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', /^There is a token in \S+below.file at \d+\.$/);
    });
  }

  it('finds all tokens that a sample foundation issues', async () => {
    for (const opaqueTokens of [false, true]) {
      const sample = await startSample({ opaqueTokens });
      const credentials = { username: 'dev', password: 'dev' };
      const tokens = await passwordGrant(aTransport(), new URL(sample.login), credentials);
      await sample.close();
      for (const token of [tokens.accessToken, tokens.refreshToken ?? '']) {
        assert.notDeepEqual(foundIn(token), []);
      }
    }
  });

  it('finds nothing when there is none', () => {
    assert.deepEqual(foundIn('GET /v3/organizations 200'), []);
  });
});
