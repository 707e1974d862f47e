import assert from 'node:assert/strict';
import { PanelFrame, type PanelHandle } from '../../../../src/views/panels/panelFrame.ts';
import { toWish, type Fields } from '../../../../src/webviews/frame.ts';

const toBlink = ({ type }: Fields) => (type === 'blink' ? ({ type } as const) : null);

/** A panel that shows its row and how often it was loaded; it blinks on request. */
function aPanel(blink: (handle: PanelHandle<string>) => Promise<void> = () => Promise.resolve()) {
  const posted: unknown[] = [];
  const logged: string[] = [];
  let loads = 0;
  let isClosed = false;
  const frame = new PanelFrame<string, { type: 'blink' }, string>(
    {
      read: (message) => toWish(message, toBlink),
      post: (message) => posted.push(message),
      log: (message) => logged.push(message),
    },
    'row 1',
    (handle) => ({
      view: () => `${handle.row}, loaded ${loads} times`,
      current: () => ({ kind: 'unknown' }),
      load: () => {
        loads += 1;
        handle.draw();
        return Promise.resolve();
      },
      take: () => blink(handle),
      dispose: () => {
        isClosed = true;
      },
    }),
  );
  return { frame, posted, logged, isClosed: () => isClosed };
}

describe('The frame of a panel', () => {
  it('shows everything whenever the script says that it is ready', async () => {
    const { frame, posted } = aPanel();
    await frame.receive({ type: 'ready' });
    await frame.receive({ type: 'ready' });
    assert.deepEqual(posted, ['row 1, loaded 0 times', 'row 1, loaded 0 times']);
  });

  it('reloads on request, and shows what its content says', async () => {
    const { frame, posted } = aPanel();
    await frame.receive({ type: 'refresh' });
    assert.deepEqual(posted, ['row 1, loaded 1 times']);
  });

  it('leaves panel-specific requests to its content, which may announce what it did', async () => {
    const { frame, posted } = aPanel((handle) => {
      handle.announce('blinked');
      return Promise.resolve();
    });
    await frame.receive({ type: 'blink' });
    assert.deepEqual(posted, [{ type: 'announce', text: 'blinked' }]);
  });

  it('logs a failed request, and keeps showing the same', async () => {
    const { frame, logged, posted } = aPanel(() => Promise.reject(new Error('too dark')));
    await frame.receive({ type: 'blink' });
    assert.deepEqual(logged, ['too dark']);
    assert.deepEqual(posted, []);
  });

  it('ignores an unknown message, and logs nothing of it', async () => {
    const { frame, logged, posted } = aPanel();
    for (const message of [null, 'ready', { type: 'steal', token: 'x' }]) {
      await frame.receive(message);
    }
    assert.deepEqual(posted, []);
    assert.deepEqual(new Set(logged), new Set(['ignored a message that is none of ours']));
  });

  it('shows the row that it is opened for again, and requests nothing', () => {
    const { frame, posted } = aPanel();
    frame.show('row 2');
    assert.equal(frame.row, 'row 2');
    assert.deepEqual(posted, ['row 2, loaded 0 times']);
  });

  it('disposes its content when it is closed', () => {
    const { frame, isClosed } = aPanel();
    frame.dispose();
    assert.ok(isClosed());
  });
});
