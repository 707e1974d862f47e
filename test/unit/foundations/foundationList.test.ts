import assert from 'node:assert/strict';
import { listFoundations } from '../../../src/foundations/foundationList.ts';
import { parseFoundationSetting } from '../../../src/foundations/foundationSetting.ts';
import type { SavedFoundation } from '../../../src/foundations/savedFoundations.ts';
import type { SkipSources } from '../../../src/foundations/skipSource.ts';
import type { Trust } from '../../../src/foundations/trust.ts';
import { aFoundation } from '../../support/foundations.ts';

const api = 'https://api.example.org';
const other = 'https://api.other.example';

function aSaved(fields: Partial<SavedFoundation> = {}): SavedFoundation {
  return { api, user: 'dev', source: 'added', name: null, ...fields };
}

function list(
  saved: readonly SavedFoundation[],
  setting: unknown = [],
  trusts: Readonly<Record<string, Partial<Trust>>> = {},
  sources: Partial<Pick<SkipSources, 'isStrict' | 'cliSkips'>> = {},
) {
  return listFoundations({
    saved,
    setting: parseFoundationSetting(setting),
    isStrict: true,
    cliSkips: () => null,
    ...sources,
    trust: (origin) => ({
      caFile: null,
      skipsValidation: false,
      login: null,
      origin: null,
      ...trusts[origin],
    }),
  });
}

const skips = (...args: Parameters<typeof list>) => list(...args)[0]?.skipsValidation;
const ids = (...args: Parameters<typeof list>) => list(...args).map(({ id }) => id);

describe('The list of foundations', () => {
  it('shows foundations as the user added them', () => {
    assert.deepEqual(list([aSaved()]), [aFoundation({ api })]);
  });

  it('shows foundations that only the setting names last, and signed out', () => {
    const entry = { api: other, name: 'Other', readOnly: true, caFile: '/ca.pem' };
    assert.deepEqual(list([aSaved()], [entry]), [
      aFoundation({ api }),
      aFoundation({
        api: other,
        name: 'Other',
        user: '',
        source: 'setting',
        isReadOnly: true,
        caFile: '/ca.pem',
      }),
    ]);
  });

  it('also uses the setting for what the user has added', () => {
    const entry = { api, name: 'Production', readOnly: true, trustedLinkOrigins: [other] };
    const [foundation, ...more] = list([aSaved()], [entry]);
    assert.deepEqual(more, []);
    assert.deepEqual(
      foundation,
      aFoundation({
        api,
        name: 'Production',
        source: 'setting',
        isReadOnly: true,
        trustedLinkOrigins: [other],
      }),
    );
  });

  it('prefers the user’s own name to that of the setting', () => {
    const [foundation] = list([aSaved({ name: 'Mine' })], [{ api, name: 'Production' }]);
    assert.equal(foundation?.name, 'Mine');
  });

  it('keeps the positions that the user has chosen', () => {
    const saved = [aSaved({ api: other, source: 'setting', user: '' }), aSaved()];
    assert.deepEqual(ids(saved, [{ api: 'https://api.third.example' }, { api: other }]), [
      other,
      api,
      'https://api.third.example',
    ]);
  });

  it('drops what the setting no longer names, unless somebody has signed in', () => {
    assert.deepEqual(ids([aSaved({ source: 'setting', user: '' })]), []);
    assert.deepEqual(ids([aSaved()]), [api]);
  });

  it('shows the foundation of the command line once, even if the setting names it', () => {
    const cli = aSaved({ source: 'cli' });
    const [foundation, ...more] = list([cli], [{ api, name: 'Production', readOnly: true }]);
    assert.deepEqual(more, []);
    assert.deepEqual(
      foundation,
      aFoundation({
        api,
        id: `cli:${api}`,
        name: 'Production',
        source: 'cli',
        isReadOnly: true,
      }),
    );
    const renamed = aSaved({ source: 'setting', user: '', name: 'Mine' });
    assert.deepEqual(ids([renamed, cli], [{ api }]), [`cli:${api}`]);
    assert.deepEqual(ids([aSaved(), cli], [{ api }]), [api, `cli:${api}`]);
  });

  it('shows each command line session that has its own file', () => {
    const file = '/home/dev/cf-prod/.cf/config.json';
    const saved = [aSaved({ source: 'cli' }), aSaved({ source: 'cli', file, user: 'ops' })];
    const shown = list(saved);
    assert.deepEqual(
      shown.map(({ id, user, cliFile }) => ({ id, user, cliFile })),
      [
        { id: `cli:${api}`, user: 'dev', cliFile: undefined },
        { id: `cli:${api}:${file}`, user: 'ops', cliFile: file },
      ],
    );
  });

  it('refuses changes when an entry is malformed, since it may have asked for that', () => {
    const [foundation] = list([aSaved()], [{ api, readonly: true }]);
    assert.equal(foundation?.isReadOnly, true);
    assert.equal(foundation.source, 'added');
  });

  it('trusts the authority that the user has picked, or else that of the setting', () => {
    const trusts = { [api]: { caFile: '/picked.pem' } };
    assert.equal(list([aSaved()], [], trusts)[0]?.caFile, '/picked.pem');
    const setting = [{ api, caFile: '/named.pem' }];
    assert.equal(list([aSaved()], setting)[0]?.caFile, '/named.pem');
    assert.equal(list([aSaved()], setting, trusts)[0]?.caFile, '/picked.pem');
  });

  describe('skips the validation of certificates', () => {
    const agreed = { [api]: { skipsValidation: true } };
    const atCli = aSaved({ source: 'cli' });

    for (const [what, saved, setting, sources] of [
      ['its setting', aSaved(), [{ api, skipTlsValidation: true }], {}],
      ['http.proxyStrictSSL', aSaved(), [], { isStrict: false }],
      ['the cf CLI', atCli, [], { cliSkips: () => true }],
      ['the cf CLI, whose file is not read yet,', atCli, [], { cliSkips: () => null }],
    ] as const) {
      it(`when ${what} asks for it and the user has agreed`, () => {
        assert.equal(skips([saved], setting, agreed, sources), true);
        assert.equal(skips([saved], setting, {}, sources), false);
      });
    }

    for (const [what, saved, setting, sources] of [
      ['nobody asks for it any more', aSaved(), [{ api, skipTlsValidation: false }], {}],
      ['the setting asks for another', aSaved(), [{ api: other, skipTlsValidation: true }], {}],
      ['the cf CLI checks again', atCli, [], { cliSkips: () => false }],
      ['the cf CLI skips it elsewhere', aSaved(), [], { cliSkips: () => true }],
    ] as const) {
      it(`no longer when ${what}, even if the user has agreed`, () => {
        assert.equal(skips([saved], setting, agreed, sources), false);
      });
    }
  });
});
