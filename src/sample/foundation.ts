import http from 'node:http';
import { Tokens } from './auth.ts';
import { dataSetOf } from './data/dataSet.ts';
import { largePlan } from './data/large.ts';
import { observedDataSet } from './data/observed.ts';
import type { Era } from './data/recipe.ts';
import { smallPlan } from './data/small.ts';
import { Dispatcher } from './http/dispatcher.ts';
import { isLoopbackHost, readBody, send } from './http/wire.ts';
import type { DataSet } from './model.ts';
import { defaultOptions, type DataName, type SampleOptions } from './options.ts';
import { routesOf } from './routes/routes.ts';
import { State } from './state.ts';

/** One request as it came over the wire, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** With query. */
  readonly path: string;
  readonly body: string;
  readonly status: number;
}

export interface SampleFoundation {
  /** The address, `http://127.0.0.1:PORT`. */
  readonly api: string;
  /** The latest requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly close: () => Promise<void>;
}

const rememberedRequests = 10_000;

/**
 * Starts a sample foundation on 127.0.0.1. `now` replaces the clock, in milliseconds since 1970, for deployments
 * and tokens.
 */
export async function startSampleFoundation(
  asked: Partial<SampleOptions> & { readonly now?: () => number } = {},
): Promise<SampleFoundation> {
  const { now = Date.now, ...given } = asked;
  const options: SampleOptions = { ...defaultOptions, ...given };
  const era: Era = { start: now(), generation: options.generation };
  const tokens = new Tokens(options.tokenLifetime, now);
  const state = new State(options, dataOf(options.data, era), now);
  const requests: RecordedRequest[] = [];
  const server = http.createServer((request, response) => {
    void answer(request, response);
  });
  const port = await listen(server, options.port);
  const api = `http://127.0.0.1:${port}`;
  const dispatcher = new Dispatcher(state, tokens, routesOf(state, tokens), api);

  async function answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const body = await readBody(request);
    if (body.kind === 'cut off') return;
    const text = body.kind === 'whole' ? body.text : undefined;
    const answered = isLoopbackHost(headers.host)
      ? dispatcher.answer({ method, url, headers, body: text })
      : { status: 403, text: 'This foundation answers to loopback addresses only.', headers: {} };
    requests.push({ method, path: url, body: text ?? '', status: answered.status });
    if (requests.length > rememberedRequests) requests.shift();
    await send(request, response, answered);
  }

  return { api, requests, close: () => close(server) };
}

function dataOf(name: DataName, era: Era): DataSet {
  switch (name) {
    case 'small':
      return dataSetOf(smallPlan, era);
    case 'large':
      return dataSetOf(largePlan(), era);
    case 'observed':
      return observedDataSet(era);
  }
}

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The server has no address.'));
    });
  });
}

function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
