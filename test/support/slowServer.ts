import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** A server whose queue of connections is full: the system drops handshakes, and its clients try again a second later. */
export interface SlowServer {
  readonly port: number;
  /** Begins to accept in so many milliseconds. */
  acceptAfter(milliseconds: number): void;
}

/** Listens and says where, then stands still until it is woken. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer((socket) => socket.on('error', () => {}));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(workerData, 0, 0));
  });
`;

interface Running {
  readonly worker: Worker;
  readonly flag: Int32Array;
  readonly filling: readonly net.Socket[];
}

const running = new Set<Running>();

export async function startSlowServer(): Promise<SlowServer> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(script, { eval: true, workerData: flag });
  const [port] = (await once(worker, 'message')) as [number];
  // Linux keeps one more than it is told to.
  const filling = await Promise.all([fill(port), fill(port)]);
  running.add({ worker, flag, filling });
  return { port, acceptAfter: (milliseconds) => void setTimeout(wake, milliseconds, flag) };
}

/** Ends all of them: for `afterEach`. */
export async function closeSlowServers(): Promise<void> {
  for (const { worker, flag, filling } of running) {
    for (const socket of filling) socket.destroy();
    wake(flag);
    await worker.terminate();
  }
  running.clear();
}

async function fill(port: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function wake(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}
