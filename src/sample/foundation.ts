import type http from 'node:http';
import { BlobStore } from './blobs/blobStore.ts';
import { noFaults, type BlobFaults } from './blobs/faults.ts';
import { dataSetOf } from './data/dataSet.ts';
import { hugePlan } from './data/huge.ts';
import { largePlan } from './data/large.ts';
import { observedDataSet } from './data/observed.ts';
import type { Era } from './data/recipe.ts';
import { smallPlan } from './data/small.ts';
import { Dispatcher } from './http/dispatcher.ts';
import { listen } from './http/listener.ts';
import { isExpectedHost, readBody, send } from './http/wire.ts';
import { errorPage, wrongHost, type Received, type Written } from './http/written.ts';
import type { DataSet } from './model.ts';
import { defaultOptions, type DataName, type SampleOptions } from './options.ts';
import { routesOf } from './routes/routes.ts';
import { State } from './state.ts';
import { LoginServer } from './uaa/loginServer.ts';
import { Uaa, type Revoked } from './uaa/uaa.ts';

type ServerName = 'api' | 'login' | 'blobs';

/** One request as it came over the wire, and how it was answered. */
export interface RecordedRequest {
  /** Who answered; where both share an origin, the path decides. */
  readonly server: ServerName;
  readonly method: string;
  /** With query. */
  readonly path: string;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  readonly body: string;
  readonly status: number;
}

export interface SampleFoundation {
  /** The address, `http://127.0.0.1:PORT`, or with `https`. */
  readonly api: string;
  /** The login server's, which is the same where it has no port of its own. */
  readonly login: string;
  /** The blob store's, or null where droplets cannot be downloaded. */
  readonly blobs: string | null;
  /** The latest requests to all of them, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** A code as the browser would show it to the user: for one sign-in within five minutes. */
  readonly passcodeFor: (user: string) => string;
  /** An access token of the user, as from a sign-in elsewhere. */
  readonly tokenFor: (user: string) => string;
  /** Ends tokens of the user, or of the client of that name, at once: all, or only one kind. */
  readonly revoke: (user: string, which?: Revoked) => void;
  /** Lets these things be wrong with the blob store from now on, and no others. */
  readonly breakBlobs: (faults: Partial<BlobFaults>) => void;
  /** Says that nothing may be changed in the organization, or the space as `org/space`, or that all may again. */
  readonly suspend: (name: string, isSuspended: boolean) => void;
  /** Lets the program in the droplet of that guid end as soon as it is started. */
  readonly crash: (dropletGuid: string) => void;
  readonly close: () => Promise<void>;
}

const rememberedRequests = 10_000;

/**
 * Starts a sample foundation on 127.0.0.1. `now` replaces the clock, in milliseconds since 1970, for deployments,
 * tokens and limits.
 */
export async function startSampleFoundation(
  asked: Partial<SampleOptions> & { readonly now?: () => number } = {},
): Promise<SampleFoundation> {
  const { now = Date.now, ...given } = asked;
  const options: SampleOptions = { ...defaultOptions, ...given };
  const { korifi, korifiUaa, loginPort, publicApi, publicLogin, tls } = options;
  const hasLogin = !korifi || korifiUaa;
  const era: Era = { start: now(), generation: options.generation, isKorifi: korifi };
  const uaa = new Uaa(options, now);
  const state = new State(options, dataOf(options.data, era), now);
  const requests: RecordedRequest[] = [];
  const names = [publicApi, publicLogin].flatMap((address) =>
    address === null ? [] : new URL(address).hostname,
  );

  const apart = !hasLogin || loginPort === null ? undefined : await listen(loginPort, tls);
  const hasBlobs = !korifi && options.generation === 'modern';
  const store = hasBlobs ? await listen(options.blobPort, tls) : undefined;
  const front = await listen(options.port, tls).catch(async (error: unknown) => {
    await Promise.all([apart?.close(), store?.close()]);
    throw error;
  });
  const blobStore = new BlobStore(state, state.signature, options.blobFaults);
  const api = publicApi ?? front.origin;
  const login = publicLogin ?? apart?.origin ?? api;
  const apiServer = new Dispatcher(state, uaa.access, routesOf(state), {
    api,
    login,
    blobs: store?.origin ?? '',
  });
  const loginServer = new LoginServer(uaa, options, login);

  front.serve((request, response) => {
    void answer(request, response, (received) => {
      const written = !hasLogin || apart ? undefined : loginServer.answer(received);
      return written ? ['login', written] : ['api', apiServer.answer(received)];
    });
  });
  apart?.serve((request, response) => {
    void answer(request, response, (received) => [
      'login',
      loginServer.answer(received) ?? errorPage(404, 'Not Found'),
    ]);
  });

  store?.serve((request, response) => {
    void readBody(request).then((body) => {
      if (body.kind === 'cut off') return;
      const status = blobStore.answer(request, response);
      keep('blobs', request, body.kind === 'whole' ? body.text : '', status);
    });
  });

  async function answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    answerTo: (received: Received) => readonly [ServerName, Written],
  ): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    const body = await readBody(request);
    if (body.kind === 'cut off') return;
    const text = body.kind === 'whole' ? body.text : undefined;
    const [server, answered] = isExpectedHost(headers.host, names)
      ? answerTo({ method, url, headers, body: text })
      : (['api', wrongHost] as const);
    keep(server, request, text ?? '', answered.status);
    await send(request, response, answered);
  }

  function keep(
    server: ServerName,
    { headers, method = 'GET', url = '/' }: http.IncomingMessage,
    body: string,
    status: number,
  ): void {
    requests.push({ server, method, path: url, headers, body, status });
    if (requests.length > rememberedRequests) requests.shift();
  }

  return {
    api: front.origin,
    login: (apart ?? front).origin,
    blobs: store?.origin ?? null,
    requests,
    passcodeFor: (user) => uaa.passcodeFor(user),
    tokenFor: (user) => uaa.tokenFor(user),
    revoke: (user, which = 'all') => {
      uaa.revoke(user, which);
    },
    breakBlobs: (faults) => {
      blobStore.break({ ...noFaults, ...faults });
    },
    suspend: (name, isSuspended) => {
      state.suspend(name, isSuspended);
    },
    crash: (dropletGuid) => {
      state.crash(dropletGuid);
    },
    close: async () => {
      await Promise.all([front.close(), apart?.close(), store?.close()]);
    },
  };
}

function dataOf(name: DataName, era: Era): DataSet {
  switch (name) {
    case 'small':
      return dataSetOf(smallPlan, era);
    case 'large':
      return dataSetOf(largePlan(), era);
    case 'huge':
      return dataSetOf(hugePlan(), era);
    case 'observed':
      return observedDataSet(era);
  }
}
