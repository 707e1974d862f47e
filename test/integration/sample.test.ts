import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { eventually } from './support/eventually.ts';
import { realStorage } from './support/storage.ts';
import { aWindow as windowOf, closeWindows } from './support/window.ts';
import { anOffer } from '../support/signIn.ts';

const { signal } = new AbortController();
const aWindow = async () => windowOf(await realStorage());

describe('The sample foundation', () => {
  let others: readonly number[] = [];

  before(() => {
    others = childProcesses();
  });

  afterEach(async () => {
    await closeWindows();
    await eventually(() => assert.deepEqual(sampleProcesses(), []));
  });

  /** Those of these tests: the extension itself may have one too. */
  const sampleProcesses = () => childProcesses().filter((pid) => !others.includes(pid));

  it('runs in a separate process, and is signed in to', async () => {
    const { foundations, explorer } = await aWindow();
    const row = await foundations.openSample(signal);
    assert.equal(sampleProcesses().length, 1);
    assert.equal(row.foundation.user, 'dev');
    await explorer.children(undefined);
    assert.equal(explorer.state, 'shown');
  });

  it('ends when it is removed', async () => {
    const { foundations, explorer } = await aWindow();
    await foundations.remove(await foundations.openSample(signal));
    await eventually(() => assert.deepEqual(sampleProcesses(), []));
    assert.equal(explorer.state, 'noFoundation');
  });

  it('is started once for two clicks', async () => {
    const { foundations, explorer } = await aWindow();
    const rows = await Promise.all([
      foundations.openSample(signal),
      foundations.openSample(signal),
    ]);
    assert.equal(rows[0], rows[1]);
    assert.equal(explorer.foundations.length, 1);
    assert.equal(sampleProcesses().length, 1);
  });

  it('is restarted once its process has died', async () => {
    const { foundations, explorer, log } = await aWindow();
    const dead = await foundations.openSample(signal);
    for (const pid of sampleProcesses()) process.kill(pid, 'SIGKILL');
    await eventually(() => assert.ok(log.lines.some((line) => line.includes('has ended'))));
    const row = await foundations.openSample(signal);
    assert.notEqual(row, dead);
    assert.deepEqual(explorer.foundations, [row]);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'shown');
  });

  it('can be opened again after somebody has signed out of it', async () => {
    const { foundations, explorer } = await aWindow();
    const row = await foundations.openSample(signal);
    await foundations.signOut(row);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'signedOut');
    assert.equal(await foundations.openSample(signal), row);
    await explorer.children(undefined);
    assert.equal(explorer.state, 'shown');
  });

  it('is not remembered, not even when somebody signs in to it by its address', async () => {
    const { foundations, context } = await aWindow();
    const { foundation } = await foundations.openSample(signal);
    const admin = { kind: 'password', username: 'admin', password: 'admin' } as const;
    const row = await foundations.signIn(anOffer(new URL(foundation.api)), admin, signal);
    assert.deepEqual(row.foundation, { ...foundation, user: 'admin' });
    const saved = JSON.stringify(context.globalState.get('cfDroplets.foundations') ?? []);
    assert.ok(!saved.includes(foundation.api), saved);
  });

  it('leaves no process when the user cancels', async () => {
    const { foundations, explorer } = await aWindow();
    const cancel = new AbortController();
    const opening = foundations.openSample(cancel.signal);
    cancel.abort();
    await assert.rejects(opening, { name: 'AbortError' });
    assert.equal(explorer.state, 'noFoundation');
  });
});

/** The process ids of sample foundations that this extension host has started. */
function childProcesses(): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return lines
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(process.pid) && match[3]?.includes('server.js'))
    .map((match) => Number(match?.[1]));
}
