import assert from 'node:assert/strict';
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { selfSigned } from '../support/selfSigned.ts';
import { textAt } from './support/client.ts';

const server = 'dist/sample/server.js';

describe('the sample foundation as a process', () => {
  let child: ChildProcess | undefined;

  afterEach(() => child?.kill('SIGKILL'));

  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
    child = fork(server, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { ...process.env, ...env },
    });
    return child;
  };

  it('tells its parent and its reader where it listens', async () => {
    const started = start(['--data', 'observed']);
    const printed = started.stdout && once(started.stdout, 'data');
    const [message] = await once(started, 'message');
    const api = textAt(message, 'api');
    assert.match(api, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(message, { type: 'listening', port: Number(new URL(api).port), api });
    assert.equal(String((await printed)?.[0]), `Sample foundation listening on ${api}\n`);
    assert.equal((await fetch(api)).status, 200);
  });

  it('accepts further options from the environment, which take precedence', async () => {
    const env = { CF_DROPLETS_SAMPLE: '--generation modern  --api-version 3.100.0' };
    const [message] = await once(start(['--api-version', '3.200.0'], env), 'message');
    const answer: unknown = await (await fetch(textAt(message, 'api'))).json();
    const version = textAt(answer, 'links', 'cloud_controller_v3', 'meta', 'version');
    assert.equal(version, '3.100.0');
  });

  it('ends with its parent', async () => {
    const started = start([]);
    await once(started, 'message');
    const exit = once(started, 'exit');
    started.disconnect();
    assert.deepEqual(await exit, [0, null]);
  });

  it('ends when it is told to', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const started = start(['--generation', '2015']);
      await once(started, 'message');
      const exit = once(started, 'exit');
      started.kill(signal);
      // Windows has no signals: there it is ended from outside.
      const expected = process.platform === 'win32' ? [null, signal] : [0, null];
      assert.deepEqual(await exit, expected);
    }
  });

  it('uses the given port, and says so when it is taken', async () => {
    const first = start([]);
    const [message] = await once(first, 'message');
    const port = new URL(textAt(message, 'api')).port;
    const second = run(['--port', port]);
    assert.equal(second.status, 1);
    assert.match(second.stderr, /EADDRINUSE/);
  });

  it('takes its key and certificate from files, and a port of its own for the login server', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-tls-'));
    try {
      const [key, cert] = (['key', 'cert'] as const).map((name) => {
        const file = path.join(folder, name);
        fs.writeFileSync(file, selfSigned[name]);
        return file;
      });
      const args = ['--tls-key', key ?? '', '--tls-cert', cert ?? '', '--login-port', '0'];
      const [message] = await once(start(args), 'message');
      assert.match(textAt(message, 'api'), /^https:/);
      assert.match(textAt(message, 'login'), /^https:/);
      assert.notEqual(textAt(message, 'login'), textAt(message, 'api'));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('prints tokens when it is a Korifi, since there is nowhere to sign in', async () => {
    const started = start(['--korifi']);
    let printed = '';
    started.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    const [message] = await once(started, 'message');
    const token = /^Token of dev: (\S+)$/m.exec(printed)?.[1] ?? '';
    const headers = { authorization: `bearer ${token}` };
    const answer = await fetch(`${textAt(message, 'api')}/whoami`, { headers });
    assert.equal(answer.status, 200);
  });

  it('explains its options', () => {
    const { status, stdout } = run(['--help']);
    assert.equal(status, 0);
    assert.match(stdout, /^  --port N /m);
  });

  it('refuses options that it does not understand', () => {
    for (const args of [
      ['--colour', 'red'],
      ['--port', 'x'],
      ['--data', 'enormous'],
      ['--generation', '2014'],
      ['--api-version', '2.1.0'],
      ['--token-lifetime'],
    ]) {
      const { status, stderr } = run(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /\S/);
    }
  });
});

function run(args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [server, ...args], { encoding: 'utf8', timeout: 10_000 });
}
