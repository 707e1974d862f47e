/** What VS Code's settings say about proxies; named after them. */
export interface ProxySettings {
  /** `http.proxySupport`: `off` leaves every proxy aside, each other word is taken for on. */
  readonly support: string;
  /** `http.proxy`; empty where it is not set. It outranks the environment. */
  readonly url: string;
  /** `http.proxyAuthorization`: a whole `Proxy-Authorization` header, which outranks the user name in an address. */
  readonly authorization: string | null;
  /** `http.noProxy`; where it has entries, they replace those of `NO_PROXY`. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: whether the certificate of an https proxy itself is checked. */
  readonly isStrict: boolean;
}

/** Names and values as in `process.env`. Read: the proxy variables, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`,
 * `SSL_CERT_DIR`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How one foundation is reached. Asked for anew with each connection, so that a change takes effect at once. */
export interface NetworkSettings {
  readonly proxy: ProxySettings;
  readonly environment: Environment;
  /** `http.systemCertificates` */
  readonly trustsSystem: boolean;
  /** Further certificate authorities, of this foundation alone (PEM or DER). */
  readonly caFile: string | null;
  /** Accepts any certificate of the API, the login server and the store of its files. Proxies are not meant by it. */
  readonly skipsValidation: boolean;
  /** Blob stores that downloads may come from though they are not encrypted or in a private network. */
  readonly trustedBlobOrigins: readonly string[];
}

/** No proxy, and the authorities that Node brings along. */
export const plainNetwork: NetworkSettings = {
  proxy: { support: 'off', url: '', authorization: null, noProxy: [], isStrict: true },
  environment: {},
  trustsSystem: false,
  caFile: null,
  skipsValidation: false,
  trustedBlobOrigins: [],
};
