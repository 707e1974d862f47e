import assert from 'node:assert/strict';
import { UnreachableError } from '../../../../src/cloudfoundry/errors.ts';
import { HistoryLoader } from '../../../../src/explorer/history/historyLoader.ts';
import { toHistoryMessage } from '../../../../src/views/panels/history/historyView.ts';
import type { EntryView, ToHistory } from '../../../../src/webviews/historyProtocol.ts';
import { isToHistory } from '../../../../src/webviews/historyMessages.ts';
import {
  aHistory,
  aPackage,
  at,
  build,
  deployment,
  deploymentEvent,
  droplet,
  FakeLists,
  mapped,
  revision,
} from '../../explorer/history/support/lists.ts';
import { language } from '../../../support/language.ts';

type ShownValue = Extract<ToHistory, { type: 'shown' }>;

async function messageOf(
  api: FakeLists,
  { now = null, canAssign = true }: { now?: string | null; canAssign?: boolean } = {},
): Promise<ShownValue> {
  const loader = new HistoryLoader(
    async () => aHistory(api, now),
    () => undefined,
  );
  await loader.load();
  const message = toHistoryMessage(loader.state, {
    header: { app: 'web', place: 'acme / dev', foundation: 'api.example.org' },
    loading: loader.loading,
    canAssign,
    language: { ...language, now: new Date('2026-11-21T12:00:00Z') },
    timeZone: 'UTC',
  });
  assert.ok(isToHistory(message));
  assert.ok(message.type === 'shown');
  return message;
}

function entriesOf({ days }: ShownValue): readonly EntryView[] {
  return days.flatMap(({ entries }) => entries);
}

function detail(entry: EntryView | undefined, label: string): string | undefined {
  return entry?.details.find((row) => row.label === label)?.value;
}

/** Two droplets, of which the older was assigned, then the newer deployed. */
function usual(): FakeLists {
  return new FakeLists({
    droplets: [
      droplet('d2222222-x', '12:00', {
        buildpacks: [{ name: 'java_buildpack', buildpack_name: 'java', version: '4.63.0' }],
      }),
      droplet('d1111111-x', '10:00'),
    ],
    builds: [build('b2', '12:00', 'd2222222-x'), build('b1', '10:00', 'd1111111-x')],
    events: [
      deploymentEvent('e3', '12:30', 'x1', 'create'),
      mapped('e2', '12:30', 'd2222222-x'),
      mapped('e1', '10:30', 'd1111111-x'),
    ],
    deployments: [
      deployment('x1', '12:30', ['d1111111-x', 'd2222222-x'], {
        strategy: 'rolling',
        status: {
          value: 'FINALIZED',
          reason: 'DEPLOYED',
          details: { last_status_change: at('12:32') },
        },
      }),
    ],
  });
}

function until(clock: string) {
  return {
    status: { value: 'FINALIZED', reason: 'CANCELED', details: { last_status_change: at(clock) } },
  };
}

function inShort({ clock, bars }: EntryView): string {
  const words = bars.map(({ column, mark, isStart, isEnd }) =>
    [column, mark, isStart ? 'start' : '', isEnd ? 'end' : '']
      .filter((word) => word !== '')
      .join(' '),
  );
  return `${clock}: ${words.join(', ')}`;
}

describe('The panel of a history', () => {
  it('is grouped by day, with age and time of day', async () => {
    const { days } = await messageOf(usual(), { now: 'd2222222-x' });
    assert.deepEqual(
      days.map(({ title, age }) => [title, age]),
      [['Friday, November 20, 2026', '23 hours ago']],
    );
    assert.deepEqual(
      days[0]?.entries.map(({ clock, title, word }) => `${clock} ${title} ${word}`.trim()),
      [
        '12:30 PM Deployment of d2222222 deployed',
        '12:00 PM Droplet d2222222 staged',
        '10:30 AM Assigned d1111111',
        '10:00 AM Droplet d1111111 staged',
      ],
    );
  });

  it('says who did what, with what, and how long it took', async () => {
    const message = await messageOf(usual(), { now: 'd2222222-x' });
    assert.deepEqual(
      entriesOf(message).map(({ summary }) => summary),
      ['rolling · by jonas · took 2 min 0 sec', 'java 4.63.0', 'by maya', ''],
    );
    assert.equal(detail(entriesOf(message)[0], 'Replaced'), 'd1111111-x');
  });

  it('shows what has been current since when, and what was current at each entry', async () => {
    const { now, days } = await messageOf(usual(), { now: 'd2222222-x' });
    assert.equal(now.text, 'd2222222 has been current since Nov 20, 2026, 12:30:00 PM UTC.');
    assert.deepEqual(
      days[0]?.entries.map(({ currentThen }) => currentThen),
      ['d2222222, also current now', 'd1111111', 'd1111111', 'unknown'],
    );
  });

  it('draws the band from entry to entry without a gap', async () => {
    const entries = entriesOf(await messageOf(usual(), { now: 'd2222222-x' }));
    for (const [index, entry] of entries.slice(1).entries()) {
      assert.deepEqual(entries[index]?.bandBefore, entry.band);
    }
    assert.deepEqual(
      entries.map(({ band }) => band.kind),
      ['now', 'earlier', 'earlier', 'unknown'],
    );
  });

  it('offers to go back when another droplet was current', async () => {
    const labels = (message: ShownValue) =>
      entriesOf(message).map(({ goBack }) => goBack?.label ?? null);
    const message = await messageOf(usual(), { now: 'd2222222-x' });
    const back = 'Go Back to d1111111…';
    assert.deepEqual(labels(message), [null, back, back, null]);
    assert.equal(
      entriesOf(message)[2]?.goBack?.description,
      'Go back to the droplet that was current on Nov 20, 2026, 10:30:00 AM UTC: assign droplet d1111111',
    );
    const readOnly = await messageOf(usual(), { now: 'd2222222-x', canAssign: false });
    assert.deepEqual(labels(readOnly), [null, null, null, null]);
  });

  it('offers no way back to a droplet that has expired or is gone', async () => {
    const api = new FakeLists({
      droplets: [droplet('d1', '10:00', { state: 'EXPIRED' })],
      events: [
        mapped('e2', '13:00', 'd2'),
        mapped('e1', '12:00', 'd1'),
        mapped('e0', '11:00', 'd0'),
      ],
    });
    const entries = entriesOf(await messageOf(api, { now: 'd2' }));
    assert.ok(entries.every(({ goBack }) => goBack === null));
    assert.deepEqual(
      entries.map(({ currentThen }) => currentThen),
      ['d2, also current now', 'd1, which has expired', 'd0, which no longer exists', 'unknown'],
    );
    assert.deepEqual(
      entries.map(({ canOpen }) => canOpen),
      [false, true, false, true],
    );
  });

  it('draws a deployment from start to end, and a running one up to now', async () => {
    const active = { status: { value: 'ACTIVE', reason: 'DEPLOYING' } };
    const api = new FakeLists({
      droplets: ['15:00', '14:00', '13:00', '11:00'].map((clock) => droplet(clock, clock)),
      deployments: [
        deployment('x3', '14:30', [null, 'd'], active),
        deployment('x2', '12:30', [null, 'd'], until('14:10')),
        deployment('x1', '12:00', [null, 'd'], until('13:30')),
      ],
    });
    assert.deepEqual(entriesOf(await messageOf(api)).map(inShort), [
      '3:00 PM: 0 running',
      '2:30 PM: 0 running start',
      '2:00 PM: 1 ended end',
      '1:00 PM: 0 ended end, 1 ended',
      '12:30 PM: 0 ended, 1 ended start',
      '12:00 PM: 0 ended start',
      '11:00 AM: ',
    ]);
  });

  it('shows builds and packages without a remaining droplet, and revisions', async () => {
    const api = new FakeLists({
      builds: [build('b1111111', '11:00', null, 'p2')],
      packages: [aPackage('p1111111', '10:00')],
      revisions: [revision('r1', '12:00', 'd1111111-x', 7)],
    });
    assert.deepEqual(
      entriesOf(await messageOf(api)).map(({ title, summary }) => `${title}: ${summary}`),
      ['Revision 7: droplet d1111111', 'Build b1111111: ', 'Package p1111111: bits · never staged'],
    );
  });

  it('names what is missing and why, and what can be retried', async () => {
    const api = usual();
    api.failures.set('events', new UnreachableError('https://api', 'timeout', 'no answer', null));
    const { notices } = await messageOf(api);
    assert.deepEqual(
      notices.map(({ text, canRetry }) => [text, canRetry]),
      [
        ['Could not load assignments: no answer', true],
        [
          'Not recorded: packages and revisions. Foundations keep some records only for a limited time.',
          false,
        ],
        [
          'Without assignments, only deployments and revisions show which droplet was current. Other droplets may have been current in between.',
          false,
        ],
      ],
    );
  });

  it('has a separate group for entries without a time, which offers nothing', async () => {
    const api = new FakeLists({ events: [mapped('e', null, 'd1')] });
    const [day] = (await messageOf(api, { now: 'd2' })).days;
    assert.equal(day?.title, 'Time not recorded');
    assert.equal(day.entries[0]?.goBack, null);
    assert.equal(detail(day.entries[0], 'Time'), 'not recorded');
  });

  it('shows a foundation’s text without secrets or control characters, and shortened', async () => {
    const api = new FakeLists({
      droplets: [
        droplet('d1\u202e<b>', '10:00', {
          state: 'FAILED',
          error: `StagerError - https://user:hunter2@example.org/\u0007${'x'.repeat(5000)}`,
          image: 'https://user:hunter2@registry.example.org/image',
        }),
      ],
      events: [
        mapped('e', '11:00', 'd1\u202e<b>', {
          actor: { guid: 'u', type: 'user', name: `\u202e${'m'.repeat(5000)}` },
        }),
      ],
      revisions: [revision('r', '12:00', 'd'.repeat(5000))],
    });
    const message = await messageOf(api);
    const texts = entriesOf(message).flatMap(({ title, summary, word, details }) =>
      [title, summary, word].concat(details.map(({ value }) => value)),
    );
    for (const text of texts) {
      assert.ok(text.length <= 1100, text.slice(0, 80));
      assert.doesNotMatch(text, /hunter2|\p{C}/u);
    }
  });

  it('says clearly when nothing is current or the answer is unknown', async () => {
    assert.equal((await messageOf(new FakeLists())).now.text, 'No droplet is current.');
    const since = new FakeLists({ events: [mapped('e', '10:00', 'd1')] });
    assert.equal((await messageOf(since, { now: 'd2' })).now.text, 'd2 is current.');
  });
});
