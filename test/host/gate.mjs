// The one door to a VS Code that is served to a browser: whoever comes through it can run programs on this machine, and any
// process on the machine can reach a loopback port. So the address carries a random token, which is exchanged for a cookie.
import crypto from 'node:crypto';
import http from 'node:http';
import net from 'node:net';

/**
 * @typedef {object} Gate
 * @property {number} port
 * @property {string} address  opens the guarded server in one click
 * @property {() => void} close
 */

/**
 * Listens on 127.0.0.1 and forwards requests and WebSockets to the server behind the Unix socket, for those who know the token.
 * @param {{ port: number, socketPath: string }} options port 0 takes any free one
 * @returns {Promise<Gate>} rejects with EADDRINUSE where the port is taken
 */
export async function openGate({ port, socketPath }) {
  const token = crypto.randomBytes(24).toString('base64url');
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (isSame(url.searchParams.get('tkn'), token)) {
      // The token leaves the address, so that it is in no history, referrer or copied link.
      url.searchParams.delete('tkn');
      response.writeHead(302, {
        location: `${url.pathname}${url.search}`,
        'set-cookie': `${cookieName(request)}=${token}; Path=/; HttpOnly; SameSite=Lax`,
        'cache-control': 'no-store',
      });
      response.end();
    } else if (isAdmitted(request, token)) {
      forward(request, response, socketPath);
    } else {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Open the whole address that "npm start" printed, with its token.\n');
    }
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (isAdmitted(request, token)) {
      forwardUpgrade(request, socket, head, socketPath);
    } else {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const bound = server.address();
  const actual = typeof bound === 'object' && bound ? bound.port : port;
  return {
    port: actual,
    address: `http://127.0.0.1:${actual}/?tkn=${token}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Browsers share cookies among the ports of a host: the port in the name keeps two runs apart.
 * @param {http.IncomingMessage} request
 */
function cookieName(request) {
  return `cf-droplets-${request.socket.localPort}`;
}

/**
 * @param {http.IncomingMessage} request
 * @param {string} token
 */
function isAdmitted(request, token) {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  const prefix = `${cookieName(request)}=`;
  return cookies.some(
    (cookie) => cookie.startsWith(prefix) && isSame(cookie.slice(prefix.length), token),
  );
}

/**
 * Compares in a time that tells nothing about where they differ.
 * @param {string | null} given
 * @param {string} expected
 */
function isSame(given, expected) {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(expected);
  return a.length === b.length && crypto.timingSafeEqual(a, b);
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {string} socketPath
 */
function forward(request, response, socketPath) {
  const { method, url: path, headers } = request;
  const onward = http.request({ socketPath, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => {
    if (!response.headersSent) {
      response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
    }
    response.end('VS Code does not answer.\n');
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/**
 * @param {http.IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {Buffer} head
 * @param {string} socketPath
 */
function forwardUpgrade(request, socket, head, socketPath) {
  const onward = net.connect(socketPath, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let index = 0; index < request.rawHeaders.length; index += 2) {
      lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`);
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}
