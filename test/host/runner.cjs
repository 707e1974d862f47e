// Runs in the extension host as an extension of its own, in place of the tests' entry, which it calls. It sends what the tests
// print, and whether they really came to their end, over a socket: VS Code in a browser reports success for an extension host
// that died.
const net = require('node:net');
const path = require('node:path');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');
const util = require('node:util');
const { tests, socketPath } = require('./job.json');

exports.run = async function () {
  const socket = net.connect(socketPath);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const send = (message) => {
    if (!socket.writableEnded) {
      socket.write(`${JSON.stringify(message)}\n`);
    }
  };
  redirectOutput(send);
  let exitCode = 1;
  try {
    await runTests();
    exitCode = 0;
  } catch (error) {
    send({ stream: 'stderr', text: `${error?.stack ?? error}\n` });
  }
  await new Promise((resolve) => {
    socket.once('data', resolve);
    send({ exitCode });
  });
  socket.end();
  if (exitCode !== 0) {
    throw new Error('Tests failed.');
  }
};

/** Calls the tests' run(), which returns a promise, or takes the tests' folder and a callback. */
async function runTests() {
  const entry = await import(pathToFileURL(tests).href);
  const run = entry.run ?? entry.default?.run;
  if (typeof run !== 'function') {
    throw new Error(`${tests} exports no run().`);
  }
  if (run.length < 2) {
    await run();
    return;
  }
  await new Promise((resolve, reject) => {
    run(path.dirname(tests), (error, failures) => {
      if (error || failures) {
        reject(error ?? new Error(`${failures} tests failed.`));
      } else {
        resolve();
      }
    });
  });
}

function redirectOutput(send) {
  for (const method of ['log', 'info', 'debug', 'warn', 'error']) {
    const stream = method === 'warn' || method === 'error' ? 'stderr' : 'stdout';
    replace(console, method, (...values) => send({ stream, text: `${util.format(...values)}\n` }));
  }
  for (const stream of ['stdout', 'stderr']) {
    const writable = new Writable({
      write(chunk, _encoding, done) {
        send({ stream, text: String(chunk) });
        done();
      },
    });
    replace(process, stream, writable);
  }
}

/** VS Code has put wrappers there that ignore an assignment. */
function replace(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true });
}
