import http from 'node:http';
import {
  answer,
  startServer,
  type Received,
  type Reply,
  type TestServer,
} from './hostileServer.ts';

/** What becomes of one change on its way: it arrives, its answer gets lost, or it gets lost itself. */
export type Fate = 'arrives' | 'answerLost' | 'requestLost';

/**
 * Stands in front of a foundation and passes everything on, but for changes: each has its fate.
 * @param fateOf the n-th change's, counted from 1
 * @param loss what the client sees in place of an answer
 */
export async function startLossyServer(
  target: string,
  fateOf: (count: number) => Fate,
  loss: (count: number) => Reply,
): Promise<TestServer> {
  let count = 0;
  return startServer(async (request): Promise<Reply> => {
    if (request.method === 'GET') return pass(target, request);
    count += 1;
    const turn = count;
    switch (fateOf(turn)) {
      case 'arrives':
        return pass(target, request);
      case 'answerLost':
        await pass(target, request);
        return loss(turn);
      case 'requestLost':
        return loss(turn);
    }
  });
}

/** Sends the request on, and waits for its answer. */
async function pass(target: string, { body, headers, method, path }: Received): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...kept } = headers;
    const passed = http.request(new URL(path, target), { method, headers: kept }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const {
          'content-type': type = '',
          'content-encoding': encoding,
          location,
        } = response.headers;
        resolve(
          answer(response.statusCode ?? 0, Buffer.concat(chunks), {
            'content-type': type,
            ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
            ...(location === undefined ? {} : { location }),
          }),
        );
      });
    });
    passed.on('error', reject);
    passed.end(body);
  });
}
