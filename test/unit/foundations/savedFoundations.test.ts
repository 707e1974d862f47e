import assert from 'node:assert/strict';
import { loadAddresses, rememberAddress } from '../../../src/foundations/addresses.ts';
import {
  changeSaved,
  loadSaved,
  withSaved,
  withoutSaved,
  type SavedFoundation,
} from '../../../src/foundations/savedFoundations.ts';
import { loadTrust, saveTrust } from '../../../src/foundations/trust.ts';
import { aState } from '../../support/state.ts';

const one = 'https://api.one.example';
const two = 'https://api.two.example';

describe('Saved foundations', () => {
  it('are read as they were written, in order, without extra fields', async () => {
    const state = aState();
    const saved: readonly SavedFoundation[] = [
      { api: two, user: 'dev', source: 'added', name: null },
      { api: one, user: 'dev', source: 'cli', name: 'Mine' },
      { api: one, user: '', source: 'setting', name: null },
    ];
    await changeSaved(state, () => saved);
    assert.deepEqual(loadSaved(state), saved);
    assert.deepEqual(state.get('cfDroplets.foundations'), [
      { api: two, user: 'dev' },
      { api: one, user: 'dev', source: 'cli', name: 'Mine' },
      { api: one, user: '', source: 'setting' },
    ]);
  });

  it('keep name and position when somebody signs in again', () => {
    const saved: readonly SavedFoundation[] = [
      { api: two, user: '', source: 'setting', name: 'Two' },
      { api: one, user: 'dev', source: 'added', name: null },
    ];
    assert.deepEqual(withSaved(saved, { api: two, user: 'auditor', source: 'added' }), [
      { api: two, user: 'auditor', source: 'added', name: 'Two' },
      { api: one, user: 'dev', source: 'added', name: null },
    ]);
  });

  it('keep only their position when the setting names them', () => {
    const saved: readonly SavedFoundation[] = [
      { api: one, user: 'dev', source: 'added', name: 'Mine' },
      { api: one, user: 'dev', source: 'cli', name: null },
      { api: two, user: 'dev', source: 'added', name: null },
    ];
    const [first, second, third] = saved;
    assert.deepEqual(withoutSaved(saved, one, [one]), [
      { api: one, user: '', source: 'setting', name: null },
      second,
      third,
    ]);
    assert.deepEqual(withoutSaved(saved, one, []), [second, third]);
    assert.deepEqual(withoutSaved(saved, `cli:${one}`, [one]), [first, third]);
  });

  it('include one per file of the command line at a time', async () => {
    const atOne = withSaved([], { api: one, user: 'dev', source: 'cli' });
    const atTwo = withSaved(atOne, { api: two, user: 'dev', source: 'cli' });
    assert.deepEqual(
      atTwo.map(({ api }) => api),
      [two],
    );
    const file = '/home/dev/.cf/targets/prod.config.json';
    const both = withSaved(atTwo, { api: two, user: 'ops', source: 'cli', file });
    const moved = withSaved(both, { api: one, user: 'ops', source: 'cli', file });
    assert.deepEqual(
      moved.map((each) => [each.api, each.file]),
      [
        [two, undefined],
        [one, file],
      ],
    );
    const state = aState();
    await changeSaved(state, () => moved);
    assert.deepEqual(loadSaved(state), moved);
  });
});

describe('Addresses', () => {
  it('are remembered most recent first, each once, and at most ten', async () => {
    const state = aState();
    for (let i = 0; i < 12; i++) await rememberAddress(state, new URL(`https://api-${i}.example`));
    await rememberAddress(state, new URL('https://api-5.example'));
    const addresses = loadAddresses(state);
    assert.deepEqual(addresses.slice(0, 2), ['https://api-5.example', 'https://api-11.example']);
    assert.equal(addresses.length, 10);
    assert.equal(new Set(addresses).size, 10);
  });

  it('do not include invalid addresses from the saved state', async () => {
    const state = aState();
    await state.update('cfDroplets.addresses', [7, 'javascript:alert(1)', one]);
    assert.deepEqual(loadAddresses(state), [one]);
  });
});

describe('Trust', () => {
  it('is empty until something is decided', async () => {
    const none = { caFile: null, skipsValidation: false, login: null, origin: null };
    const state = aState();
    assert.deepEqual(loadTrust(state, one), none);
    await state.update('cfDroplets.trust', {
      [one]: { caFile: 7, skipsValidation: 'yes', login: [] },
    });
    assert.deepEqual(loadTrust(state, one), none);
  });

  it('is kept for each API, until it is forgotten', async () => {
    const state = aState();
    const trust = {
      caFile: '/ca.pem',
      skipsValidation: false,
      login: 'https://login.example.com',
      origin: 'ldap',
    };
    await saveTrust(state, one, trust);
    await saveTrust(state, two, { ...trust, skipsValidation: true });
    await saveTrust(state, two, null);
    assert.deepEqual(loadTrust(state, one), trust);
    assert.equal(loadTrust(state, two).skipsValidation, false);
  });
});
