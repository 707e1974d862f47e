import { noFaults, type BlobFaults } from './blobs/faults.ts';

/** Which set of organizations, spaces, apps and droplets the foundation starts with. */
export type DataName = 'small' | 'large' | 'huge' | 'observed';

/**
 * `2015-04` is the experimental API of spring 2015, `2015` and `2016` that of autumn 2015 and of March 2016, `modern` is
 * everything with a version of its own.
 */
export type Generation = '2015-04' | '2015' | '2016' | 'modern';

/** What people sign in with: a password, a passcode from the browser (single sign-on), or as they like. */
type SignIn = 'password' | 'passcode' | 'both';

/** A further field of the sign-in with a password. */
export interface ExtraPrompt {
  readonly name: string;
  /** Whether what is typed is shown. */
  readonly kind: 'text' | 'password';
  readonly label: string;
  /** What has to be typed. */
  readonly value: string;
}

/** How many requests each user has, and after how many seconds the count starts again. */
export interface RateLimit {
  readonly requests: number;
  readonly resetSeconds: number;
}

/** A private key and its certificate with those that it hangs on, as PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface SampleOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly data: DataName;
  readonly generation: Generation;
  /** The API version that `GET /` advertises, and whose behavior is shown. Counts for `modern` only. */
  readonly apiVersion: string;
  /** Korifi has no login server of its own: who asks must bring a token. */
  readonly korifi: boolean;
  /** Whether that Korifi takes a UAA's tokens, and names the UAA as its login server. */
  readonly korifiUaa: boolean;
  /** Seconds until an access token expires. */
  readonly tokenLifetime: number;
  /** The login server's own port, 0 as above; null is the API's, where both share an origin. */
  readonly loginPort: number | null;
  /** What links begin with where the foundation is reached by another address than its own, as through a proxy. */
  readonly publicApi: string | null;
  /** The same for the login server. */
  readonly publicLogin: string | null;
  /** Makes both servers speak HTTPS. */
  readonly tls: TlsIdentity | null;
  readonly signIn: SignIn;
  readonly extraPrompts: readonly ExtraPrompt[];
  /** The identity provider that knows all users, which a sign-in with a password must name; null: the login server. */
  readonly origin: string | null;
  /** Whether ID and secret of a client are decoded in the header `Authorization`, as they have been since 2019. */
  readonly decodesClients: boolean;
  /** Whether access tokens are opaque even where that was not asked for. */
  readonly opaqueTokens: boolean;
  /** Seconds from the sign-in until its refresh token expires. */
  readonly refreshTokenLifetime: number;
  /** Whether a refresh token is replaced when it is used. */
  readonly rotateRefreshTokens: boolean;
  /** Whether a refresh token ends all earlier ones of the same user and client. */
  readonly uniqueRefreshTokens: boolean;
  readonly rateLimit: RateLimit | null;
  /** About how large the bits of a droplet are. */
  readonly dropletBytes: number;
  /** The port of the blob store, where droplets are downloaded from; 0 as above. */
  readonly blobPort: number;
  readonly blobFaults: BlobFaults;
  /** How many times as fast as usual deployments, starts and jobs go. */
  readonly speed: number;
  /** Names of organizations, and of spaces as `org/space`, in which nothing may be changed. */
  readonly suspended: readonly string[];
  readonly hasDeployments: boolean;
  /** Seconds for which a read of the current droplet still tells the one before. */
  readonly lag: number;
  /** Whether every program that is started from now on crashes. */
  readonly crash: boolean;
  /** Whether jobs, such as the deletion of a droplet, fail. */
  readonly jobsFail: boolean;
}

export const defaultOptions: SampleOptions = {
  port: 0,
  data: 'small',
  generation: 'modern',
  apiVersion: '3.228.0',
  korifi: false,
  korifiUaa: false,
  tokenLifetime: 1200,
  loginPort: null,
  publicApi: null,
  publicLogin: null,
  tls: null,
  signIn: 'password',
  extraPrompts: [],
  origin: null,
  decodesClients: true,
  opaqueTokens: false,
  refreshTokenLifetime: 30 * 86_400,
  rotateRefreshTokens: false,
  uniqueRefreshTokens: false,
  rateLimit: null,
  dropletBytes: 300_000,
  blobPort: 0,
  blobFaults: noFaults,
  speed: 1,
  suspended: [],
  hasDeployments: true,
  lag: 0,
  crash: false,
  jobsFail: false,
};
