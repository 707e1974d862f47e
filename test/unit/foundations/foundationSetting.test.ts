import assert from 'node:assert/strict';
import { parseFoundationSetting } from '../../../src/foundations/foundationSetting.ts';

const api = 'https://api.example.org';

describe('The setting of foundations', () => {
  it('names foundations by their API, in the order given', () => {
    const { entries, faults } = parseFoundationSetting([
      { api: 'api.one.example/' },
      {
        api: 'https://api.two.example/v3',
        name: ' Two ',
        caFile: '/etc/ssl/two.pem',
        skipTlsValidation: true,
        readOnly: true,
        trustedLinkOrigins: ['https://api.internal.example/', 'api.other.example'],
        trustedBlobOrigins: ['http://blobs.example:9000/', 'https://10.0.16.7'],
      },
    ]);
    assert.deepEqual(faults, []);
    assert.deepEqual(entries, [
      {
        api: 'https://api.one.example',
        name: null,
        caFile: null,
        skipsTlsValidation: false,
        isReadOnly: false,
        trustedLinkOrigins: [],
        trustedBlobOrigins: [],
      },
      {
        api: 'https://api.two.example',
        name: 'Two',
        caFile: '/etc/ssl/two.pem',
        skipsTlsValidation: true,
        isReadOnly: true,
        trustedLinkOrigins: ['https://api.internal.example', 'https://api.other.example'],
        trustedBlobOrigins: ['http://blobs.example:9000', 'https://10.0.16.7'],
      },
    ]);
  });

  it('names none when it is empty or missing', () => {
    for (const value of [undefined, []]) {
      assert.deepEqual(parseFoundationSetting(value), {
        entries: [],
        faults: [],
        doubtful: new Set(),
      });
    }
  });

  for (const value of [null, 7, 'api.example.org', { api }]) {
    it(`names none when it is ${JSON.stringify(value)}, and says why`, () => {
      const { entries, faults } = parseFoundationSetting(value);
      assert.deepEqual([entries, faults], [[], ['it is not a list']]);
    });
  }

  const noAddress = 'api is no address such as https://api.example.org';
  const noOrigins =
    'trustedLinkOrigins is not a list of origins such as https://api.internal.example.org';
  const malformed: readonly (readonly [entry: unknown, fault: string])[] = [
    [null, 'it is not an object'],
    ['api.example.org', 'it is not an object'],
    [[api], 'it is not an object'],
    [{}, 'it has no api'],
    [{ name: 'Prod' }, 'it has no api'],
    [{ api: 7 }, noAddress],
    [{ api: ' ' }, noAddress],
    [{ api: 'ftp://api.example.org' }, noAddress],
    [{ api: 'javascript:alert(1)' }, noAddress],
    [{ api: 'https://dev:pass-word@api.example.org' }, noAddress],
    [{ api, name: '' }, 'name is not a text'],
    [{ api, name: ['Prod'] }, 'name is not a text'],
    [{ api, caFile: true }, 'caFile is no absolute path of a file'],
    [{ api, caFile: 'ca.pem' }, 'caFile is no absolute path of a file'],
    [{ api, skipTlsValidation: 'yes' }, 'skipTlsValidation is not true or false'],
    [{ api, readOnly: 1 }, 'readOnly is not true or false'],
    [{ api, readOnly: null }, 'readOnly is not true or false'],
    [{ api, readonly: true }, 'readonly is not known'],
    [{ api, constructor: true }, 'constructor is not known'],
    [{ api, trustedLinkOrigins: api }, noOrigins],
    [{ api, trustedLinkOrigins: [api, 7] }, noOrigins],
    [
      { api, trustedBlobOrigins: ['ftp://blobs.example.org'] },
      'trustedBlobOrigins is not a list of origins such as http://blobs.example.org',
    ],
    [{ api, trustedLinkOrigins: ['https://me:pass-word@api.example.org'] }, noOrigins],
  ];
  for (const [entry, fault] of malformed) {
    it(`leaves out ${JSON.stringify(entry)}, says why, and keeps the others`, () => {
      const other = { api: 'https://api.other.example' };
      const { entries, faults } = parseFoundationSetting([entry, other]);
      assert.deepEqual(
        entries.map((each) => each.api),
        [other.api],
      );
      assert.deepEqual(faults, [`entry 1 is left out: ${fault}`]);
      assert.doesNotMatch(faults.join(), /pass-word/);
    });
  }

  it('uses the first of two entries for the same API', () => {
    const { entries, faults, doubtful } = parseFoundationSetting([
      { api, name: 'first' },
      { api: `${api}/`, name: 'second' },
    ]);
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['first'],
    );
    assert.deepEqual(faults, [`entry 2 is left out: ${api} is named twice`]);
    assert.equal(doubtful.size, 0);
  });

  it('says which API a skipped entry was for, since it may have been read-only', () => {
    const { doubtful } = parseFoundationSetting([{ api, readonly: true }, { name: 'nowhere' }]);
    assert.deepEqual(doubtful, new Set([api]));
  });
});
