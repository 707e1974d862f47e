import type { SampleOptions } from './options.ts';
import * as read from './values.ts';

/** Reads the text of a file that an option names. */
export type ReadText = (file: string) => string;

interface Flag {
  readonly name: string;
  /** What stands for the value in the usage; null where there is none. */
  readonly value: string | null;
  readonly help: string;
  readonly set: (value: string, soFar: SampleOptions, readText: ReadText) => Partial<SampleOptions>;
}

const year = 31_536_000;

/** Everything that the command line can say. */
export const flags: readonly Flag[] = [
  {
    name: '--port',
    value: 'N',
    help: 'port of the API; 0, the default, lets the system choose',
    set: (value) => ({ port: read.port(value) }),
  },
  {
    name: '--data',
    value: 'small|large|huge|observed',
    help: 'what the foundation holds; large has 10,000 apps, huge 100,000',
    set: (value) => ({ data: read.oneOf(value, ['small', 'large', 'huge', 'observed']) }),
  },
  {
    name: '--generation',
    value: '2015-04|2015|2016|modern',
    help: 'which generation of the API it speaks',
    set: (value) => ({ generation: read.oneOf(value, ['2015-04', '2015', '2016', 'modern']) }),
  },
  {
    name: '--api-version',
    value: '3.N.N|3.0.0-alpha.N',
    help: 'version of the modern API',
    set: (value) => ({ apiVersion: read.version(value) }),
  },
  {
    name: '--korifi',
    value: null,
    help: 'be a Korifi: no login server, tokens are printed at the start',
    set: () => ({ korifi: true }),
  },
  {
    name: '--korifi-uaa',
    value: null,
    help: 'be a Korifi whose users sign in at a UAA',
    set: () => ({ korifi: true, korifiUaa: true }),
  },
  {
    name: '--token-lifetime',
    value: 'SECONDS',
    help: 'until an access token expires',
    set: (value) => ({ tokenLifetime: read.wholeNumber(value, 1, year) }),
  },
  {
    name: '--refresh-token-lifetime',
    value: 'SECONDS',
    help: 'from the sign-in until its refresh token expires',
    set: (value) => ({ refreshTokenLifetime: read.wholeNumber(value, 1, year) }),
  },
  {
    name: '--rotate-refresh-tokens',
    value: null,
    help: 'replace a refresh token when it is used',
    set: () => ({ rotateRefreshTokens: true }),
  },
  {
    name: '--unique-refresh-tokens',
    value: null,
    help: 'let a refresh token end all earlier ones of the same user and client',
    set: () => ({ uniqueRefreshTokens: true }),
  },
  {
    name: '--opaque-tokens',
    value: null,
    help: 'access tokens that say nothing to their reader',
    set: () => ({ opaqueTokens: true }),
  },
  {
    name: '--sign-in',
    value: 'password|passcode|both',
    help: 'what the login server asks people for',
    set: (value) => ({ signIn: read.oneOf(value, ['password', 'passcode', 'both']) }),
  },
  {
    name: '--extra-prompt',
    value: 'NAME=VALUE',
    help: 'a further field of the sign-in and what belongs in it; may be repeated',
    set: (value, { extraPrompts }) => ({
      extraPrompts: [...extraPrompts, read.extraPrompt(value)],
    }),
  },
  {
    name: '--origin',
    value: 'NAME',
    help: 'the identity provider, such as ldap, that a sign-in with a password must name',
    set: (value) => ({ origin: value }),
  },
  {
    name: '--raw-clients',
    value: null,
    help: 'a login server that reads ID and secret of a client as they are, as before 2019',
    set: () => ({ decodesClients: false }),
  },
  {
    name: '--login-port',
    value: 'N',
    help: 'a port of its own for the login server; 0 lets the system choose',
    set: (value) => ({ loginPort: read.port(value) }),
  },
  {
    name: '--public-api',
    value: 'URL',
    help: 'address by which the API is reached through a proxy',
    set: (value) => ({ publicApi: read.origin(value) }),
  },
  {
    name: '--public-login',
    value: 'URL',
    help: 'address by which the login server is reached through a proxy',
    set: (value) => ({ publicLogin: read.origin(value) }),
  },
  {
    name: '--tls-key',
    value: 'FILE',
    help: 'private key, which makes both servers speak HTTPS',
    set: (file, { tls }, readText) => ({ tls: { cert: '', ...tls, key: readText(file) } }),
  },
  {
    name: '--tls-cert',
    value: 'FILE',
    help: 'certificate to the key',
    set: (file, { tls }, readText) => ({ tls: { key: '', ...tls, cert: readText(file) } }),
  },
  {
    name: '--rate-limit',
    value: 'N[/SECONDS]',
    help: 'requests that each user has, and until when; an hour without SECONDS',
    set: (value) => ({ rateLimit: read.rateLimit(value) }),
  },
  {
    name: '--droplet-bytes',
    value: 'N',
    help: 'about how large the bits of a droplet are',
    set: (value) => ({ dropletBytes: read.wholeNumber(value, 1, 8_000_000_000) }),
  },
  {
    name: '--blob-port',
    value: 'N',
    help: 'port of the blob store; 0, the default, lets the system choose',
    set: (value) => ({ blobPort: read.port(value) }),
  },
  {
    name: '--blob-cut',
    value: 'BYTES[/TIMES]',
    help: 'cut downloads after so many bytes, once or so many times',
    set: (value, { blobFaults }) => ({ blobFaults: { ...blobFaults, cut: read.cut(value) } }),
  },
  {
    name: '--blob-rate',
    value: 'N',
    help: 'the most bytes a second that the blob store sends',
    set: (value, { blobFaults }) => ({
      blobFaults: { ...blobFaults, rate: read.wholeNumber(value, 1, 8_000_000_000) },
    }),
  },
  {
    name: '--blob-no-ranges',
    value: null,
    help: 'a blob store that cannot send a part',
    set: (_value, { blobFaults }) => ({ blobFaults: { ...blobFaults, hasRanges: false } }),
  },
  {
    name: '--blob-wrong-bytes',
    value: null,
    help: 'a blob store that sends a wrong byte',
    set: (_value, { blobFaults }) => ({ blobFaults: { ...blobFaults, hasWrongBytes: true } }),
  },
  {
    name: '--speed',
    value: 'N',
    help: 'how many times as fast as usual deployments, starts and jobs go, such as 10 or 0.5',
    set: (value) => ({ speed: read.factor(value) }),
  },
  {
    name: '--suspended',
    value: 'ORG[/SPACE]',
    help: 'an organization, or a space, in which nobody but admin may change anything; may be repeated',
    set: (value, { suspended }) => ({ suspended: [...suspended, value] }),
  },
  {
    name: '--no-deployments',
    value: null,
    help: 'refuse deployments, as an operator may',
    set: () => ({ hasDeployments: false }),
  },
  {
    name: '--lag',
    value: 'SECONDS',
    help: 'how long a read still tells what was current before an assignment, as on Korifi',
    set: (value) => ({ lag: read.factor(value) }),
  },
  {
    name: '--crash',
    value: null,
    help: 'let every program crash that is started',
    set: () => ({ crash: true }),
  },
  {
    name: '--failing-jobs',
    value: null,
    help: 'let jobs fail, such as the deletion of a droplet',
    set: () => ({ jobsFail: true }),
  },
];
