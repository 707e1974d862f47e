import { apiError } from './apiError.ts';
import { NotCloudFoundryError, RefusedLinkError } from './errors.ts';
import type { HttpAnswer, HttpTransport } from './http/transport.ts';
import { asObject, asString, parseJson, type JsonObject } from './json.ts';
import { resolveLink, targetOf, toShown, type LinkScope } from './links.ts';
import { sendWithRetries } from './http/retry.ts';

/** What a foundation says about itself before anyone signs in. */
export interface Discovery {
  /** Version of the v3 API (`3.228.0`), or of v2 for foundations that only know `/v2/info`. */
  readonly version: string;
  /** `info` foundations (2015 to September 2016) have no `GET /`, and no organizations under /v3. */
  readonly era: 'root' | 'info';
  readonly v3: URL;
  readonly v2: URL;
  /**
   * Where tokens come from; null if the API names no login server and users provide
   * an access token.
   */
  readonly login: URL | null;
  /**
   * Every origin that the API names for its login server: `login` and `uaa` are two
   * names for one server.
   */
  readonly loginOrigins: ReadonlySet<string>;
  readonly scope: LinkScope;
  /**
   * It behaves like Korifi, whatever its login server. For example, assigning a droplet restarts
   * the app at once.
   */
  readonly isKorifi: boolean;
}

/**
 * Asks a foundation where its parts are: `GET /`, or else `GET /v2/info`.
 * @param trustedOrigins origins that the user lists as the foundation's own.
 * @throws NotCloudFoundryError if neither answer is from a Cloud Foundry API; UnreachableError.
 * @see https://v3-apidocs.cloudfoundry.org/#root
 */
export async function discover(
  http: Pick<HttpTransport, 'send' | 'pacing' | 'log'>,
  api: URL,
  trustedOrigins: readonly string[],
): Promise<Discovery> {
  const headers = { accept: 'application/json' };
  const rootUrl = new URL('/', api);
  const root = await sendWithRetries(http, { method: 'GET', url: rootUrl, headers });
  const isDown = root.status >= 500 || root.status === 429;
  if (isDown) throw apiError('GET', rootUrl, root, []);
  // An answer that isn't JSON has no links, so it isn't a Cloud Foundry API.
  const rootJson = asObject(parseJson(root.body));
  const links = asObject(rootJson['links']);
  if (root.status === 200 && (hrefOf(links, 'self') ?? hrefOf(links, 'cloud_controller_v3'))) {
    return fromRoot(api, rootJson, trustedOrigins, await infoIfNeeded());
  }
  const json = await askInfo();
  // With v2 switched off `/v2/info` still answers, with an empty version.
  if (json && asString(json['authorization_endpoint'])) return fromInfo(api, json, trustedOrigins);
  throw notCloudFoundry(api, root);

  async function askInfo(): Promise<JsonObject | null> {
    const url = new URL('/v2/info', api);
    const info = await sendWithRetries(http, { method: 'GET', url, headers });
    return info.status === 200 ? asObject(parseJson(info.body)) : null;
  }

  /**
   * `GET /` names the login server since 3.80, and the UAA since the end of 2016. Earlier, only
   * `/v2/info` does.
   */
  async function infoIfNeeded(): Promise<JsonObject> {
    const isNamed = hrefOf(links, 'login') !== null || isKorifiRoot(rootJson);
    return (isNamed ? null : await askInfo()) ?? {};
  }
}

function fromRoot(
  api: URL,
  json: JsonObject,
  trustedOrigins: readonly string[],
  info: JsonObject,
): Discovery {
  const links = asObject(json['links']);
  const href = (name: string) => hrefOf(links, name);
  const scope = scopeOf(api, [href('self'), href('cloud_controller_v3'), ...trustedOrigins]);
  const v3 = asObject(links['cloud_controller_v3']);
  return {
    version: asString(asObject(v3['meta'])['version']) ?? '',
    era: 'root',
    v3: collectionRoot(href('cloud_controller_v3') ?? '/v3', scope),
    v2: collectionRoot(href('cloud_controller_v2') ?? '/v2', scope),
    ...(isWithoutLogin(json)
      ? noLogin
      : loginServer([href('login'), ...loginHrefs(info, href('uaa'))], scope)),
    scope,
    isKorifi: isKorifiRoot(json),
  };
}

function fromInfo(api: URL, json: JsonObject, trustedOrigins: readonly string[]): Discovery {
  const scope = scopeOf(api, trustedOrigins);
  return {
    version: asString(json['api_version']) ?? '',
    era: 'info',
    v3: new URL('/v3', api),
    v2: new URL('/v2', api),
    ...loginServer(loginHrefs(json, null), scope),
    scope,
    isKorifi: false,
  };
}

/**
 * Korifi says so itself, or, if it has a UAA for its users, its version does (`3.117.0+cf-k8s`).
 */
function isKorifiRoot(json: JsonObject): boolean {
  const v3 = asObject(asObject(json['links'])['cloud_controller_v3']);
  const version = asString(asObject(v3['meta'])['version']) ?? '';
  return json['cf_on_k8s'] === true || /\+cf-k8s\b/.test(version);
}

/**
 * A Korifi without a UAA names itself as its login server (`api/presenter/root.go`), and
 * accepts only tokens.
 */
function isWithoutLogin(json: JsonObject): boolean {
  return json['cf_on_k8s'] === true && hrefOf(asObject(json['links']), 'uaa') === null;
}

/** The login server, then its UAA. @see https://v2-apidocs.cloudfoundry.org/info/get_info.html */
function loginHrefs(info: JsonObject, uaa: string | null): readonly (string | null)[] {
  return [asString(info['authorization_endpoint']), uaa, asString(info['token_endpoint'])];
}

const noLogin: Pick<Discovery, 'login' | 'loginOrigins'> = { login: null, loginOrigins: new Set() };

/**
 * The first of these is where users sign in. Null if none is named: a password never goes
 * to the API itself.
 */
function loginServer(
  hrefs: readonly (string | null)[],
  scope: LinkScope,
): Pick<Discovery, 'login' | 'loginOrigins'> {
  const [first, ...others] = hrefs.flatMap((href) => href ?? []);
  if (first === undefined) return noLogin;
  const login = loginUrl(first, scope);
  const aliases = others.flatMap((href) => (URL.canParse(href) ? new URL(href).origin : []));
  return { login, loginOrigins: new Set([login.origin, ...aliases]) };
}

function hrefOf(links: JsonObject, name: string): string | null {
  return asString(asObject(links[name])['href']);
}

function scopeOf(api: URL, hrefs: readonly (string | null)[]): LinkScope {
  const own = new Set<string>();
  for (const href of hrefs) {
    if (href !== null && /^https?:/i.test(href) && URL.canParse(href)) {
      own.add(new URL(href).origin);
    }
  }
  return { api, own };
}

function collectionRoot(href: string, scope: LinkScope): URL {
  return withoutTail(resolveLink(href, scope));
}

/**
 * The login server may be on another host, but not a less protected one, since passwords go there.
 */
function loginUrl(href: string, scope: LinkScope): URL {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const shown = toShown(href);
    throw new RefusedLinkError(shown, `The login server address ${shown} isn’t valid.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new RefusedLinkError(
      url.host,
      `The address of the login server ${url.host} contains a user name or password.`,
    );
  }
  const resolved = scope.own.has(url.origin) ? resolveLink(withoutTail(url).href, scope) : url;
  if (scope.api.protocol === 'https:' && resolved.protocol !== 'https:') {
    throw new RefusedLinkError(
      href,
      `The login server ${resolved.origin} isn’t encrypted, but ${scope.api.origin} is, so no password is sent there.`,
    );
  }
  return withoutTail(resolved);
}

/** The address that paths are appended to: no trailing slash, no query, no fragment. */
function withoutTail(url: URL): URL {
  const bare = new URL(url);
  bare.pathname = url.pathname.replace(/\/+$/, '');
  bare.search = '';
  bare.hash = '';
  return bare;
}

function notCloudFoundry(api: URL, answer: HttpAnswer): NotCloudFoundryError {
  const router = answer.header('x-cf-routererror');
  const location = answer.status >= 300 && answer.status < 400 ? answer.header('location') : null;
  const origin = location === null ? null : targetOf(location, api);
  const because =
    origin !== null
      ? `it returned ${answer.status} and redirects to ${origin}`
      : router !== null
        ? `its router returned ${answer.status} (${router})`
        : `it returned ${answer.status} without the links that such an API provides`;
  return new NotCloudFoundryError(
    api.href,
    answer.status,
    `${api.host} isn’t a Cloud Foundry API: ${because}`,
  );
}
