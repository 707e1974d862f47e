// What the tests inside the extension host print and report; the other end is runner.cjs.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './hosts.mjs';

/**
 * Makes the extension that runs the tests, and listens to it. Its folder is to be loaded as an extension in development, and
 * `module` to be given as the tests.
 * @param {string} folder  an empty one, with a short path: it holds a socket
 * @param {string} tests  the module whose run() is to be called
 * @param {(exitCode: number) => void} onEnd  called once the tests have come to their end
 */
export function listenToTests(folder, tests, onEnd) {
  const socketPath = path.join(folder, 'report.sock');
  const extension = path.join(folder, 'runner');
  const module = path.join(extension, 'runner.cjs');
  const manifest = {
    name: 'runner',
    publisher: 'cf-droplets-development',
    version: '0.0.1',
    engines: { vscode: '*' },
    main: './runner.cjs',
    extensionKind: ['workspace'],
  };
  fs.mkdirSync(extension, { recursive: true });
  fs.copyFileSync(path.join(root, 'test/host/runner.cjs'), module);
  fs.writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(extension, 'job.json'), JSON.stringify({ tests, socketPath }));
  const server = net.createServer((connection) => {
    connection.on('error', () => connection.destroy());
    createInterface({ input: connection }).on('line', (line) => {
      /** @type {{ exitCode: number } | { stream: 'stdout' | 'stderr', text: string }} */
      const message = JSON.parse(line);
      if ('exitCode' in message) {
        connection.write('received\n');
        onEnd(message.exitCode);
      } else {
        process[message.stream].write(message.text);
      }
    });
  });
  server.listen(socketPath);
  return { extension, module };
}
