import assert from 'node:assert/strict';
import { toTableRow } from '../../../src/explorer/runsWhere/tableRow.ts';
import { cellOf } from '../../../src/wording/runsWhere/cells.ts';
import { csvField, exported, markdownCell } from '../../../src/wording/runsWhere/export.ts';
import { statusText, tableNotices } from '../../../src/wording/runsWhere/sentences.ts';
import { language } from '../../support/language.ts';
import { aBuildpack, aPlacedApp, aRow } from '../explorer/runsWhere/support.ts';

const guid = '0123abcd-0123-4567-89ab-0123456789ab';

describe('A cell of what runs where', () => {
  it('tells guid and age of the droplet, and in its title all of both', () => {
    const row = aRow({}, { guid, created_at: '2016-03-12T22:00:00Z' });
    const { text, title } = cellOf(row, 'droplet', 'foundation', language);
    assert.equal(text, '0123abcd · 3 days ago');
    assert.match(title, /^0123abcd-0123-4567-89ab-0123456789ab · Mar 1[23], 2016/);
  });

  it('tells all buildpacks with their versions, or the image', () => {
    const buildpacks = [aBuildpack('nodejs', '1.8.2'), aBuildpack('java', null)];
    const rows = [aRow({}, { buildpacks }), aRow({}, { buildpacks: [], image: 'acme/web:1' })];
    assert.deepEqual(
      rows.map((row) => cellOf(row, 'buildpacks', 'foundation', language).text),
      ['nodejs 1.8.2, java', 'acme/web:1'],
    );
  });

  it('masks passwords in addresses of buildpacks and images', () => {
    const address = 'https://me:secret-word@git.example.org/java';
    const row = aRow({}, { buildpacks: [{ name: address, version: '1.0' }] });
    for (const text of [
      cellOf(row, 'buildpacks', 'space', language).text,
      exported([row], 'csv', language),
    ]) {
      assert.doesNotMatch(text, /secret-word/);
    }
  });

  it('says what isn’t known, and why', () => {
    const row = toTableRow(aPlacedApp({ relationships: { space: { data: { guid: 'space-1' } } } }));
    assert.deepEqual(cellOf(row, 'droplet', 'foundation', language), {
      text: 'unknown',
      title: 'Not told by this version of the API',
    });
    assert.equal(cellOf(row, 'stack', 'foundation', language).text, '');
    const awaited = toTableRow(aPlacedApp({ current: guid }));
    assert.equal(cellOf(awaited, 'stack', 'foundation', language).text, '…');
    const none = toTableRow(aPlacedApp());
    assert.equal(cellOf(none, 'droplet', 'foundation', language).text, 'none');
    const gone = { ...none, current: { kind: 'unlisted', guid } as const };
    assert.equal(
      cellOf(gone, 'droplet', 'space', language).title,
      `${guid}: not listed by the API`,
    );
  });

  it('leaves out of the place what the row of the tree says', () => {
    assert.equal(cellOf(aRow(), 'place', 'foundation', language).text, 'acme / dev');
    assert.equal(cellOf(aRow(), 'place', 'organization', language).text, 'dev');
  });
});

describe('The exported table', () => {
  for (const [text, field] of [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['a=1', 'a=1'],
    ['say "hi"', '"say ""hi"""'],
    ['a,b', '"a,b"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ] as const) {
    it(`is text in a spreadsheet, not a formula: ${JSON.stringify(text)}`, () => {
      assert.equal(csvField(text), field);
    });
  }

  it('has a line for each app in CSV, with whole guids', () => {
    const row = aRow(
      { name: '=cmd', metadata: { labels: { env: 'prod', team: 'a' }, annotations: {} } },
      { guid, buildpacks: [aBuildpack('java', '4.77')] },
    );
    assert.deepEqual(exported([row], 'csv', language).split('\r\n'), [
      'App,Organization,Space,State,Current Droplet,Created,Stack,Buildpacks,Image,Labels',
      `'=cmd,acme,dev,STARTED,${guid},2026-01-02T10:00:00Z,cflinuxfs4,java 4.77,,"env=prod, team=a"`,
      '',
    ]);
  });

  it('has a line for each app in Markdown, without markup of others', () => {
    const name = 'a|b [x](http://y) <b> `c` *d* _e_';
    const lines = exported([aRow({ name })], 'markdown', language).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[1], `|${' --- |'.repeat(10)}`);
    assert.ok(lines[2]?.startsWith('| a\\|b \\[x\\](http://y) \\<b\\> \\`c\\` \\*d\\* \\_e\\_ |'));
    assert.equal(markdownCell('a\nb'), 'a b');
  });
});

describe('The status of the table', () => {
  it('counts what is shown, read, and left', () => {
    assert.equal(
      statusText({ matching: 1234, read: 10_000, appsLeft: 0, dropletsLeft: 200 }, language),
      '1,234 of 10,000 apps · 200 droplets still to be read',
    );
    assert.equal(
      statusText({ matching: 5000, read: 5000, appsLeft: 5000, dropletsLeft: 0 }, language),
      '5,000 of 5,000 apps · 5,000 apps still to be read',
    );
  });

  it('says why something is missing', () => {
    assert.deepEqual(tableNotices({ kind: 'done' }, null, true, language), []);
    assert.deepEqual(tableNotices({ kind: 'failed', reason: 'No.' }, null, true, language), [
      'Could not read everything: No.',
    ]);
    assert.equal(tableNotices({ kind: 'stopped' }, new Error('x'), false, language).length, 3);
  });
});
