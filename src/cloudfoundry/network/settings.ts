/** VS Code's proxy settings, named after them. */
export interface ProxySettings {
  /** `http.proxySupport`: `off` disables every proxy; any other value means on. */
  readonly support: string;
  /** `http.proxy`; empty if not set. It overrides the environment. */
  readonly url: string;
  /**
   * `http.proxyAuthorization`: a complete `Proxy-Authorization` header, which overrides the user
   * name in an address.
   */
  readonly authorization: string | null;
  /** `http.noProxy`; if it has entries, they replace those of `NO_PROXY`. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: whether to check the certificate of an https proxy itself. */
  readonly isStrict: boolean;
}

/**
 * Names and values as in `process.env`. We read the proxy variables, `NODE_EXTRA_CA_CERTS`,
 * `SSL_CERT_FILE` and `SSL_CERT_DIR`.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to reach one foundation. Read again for each connection, so that a change
 * takes effect at once.
 */
export interface NetworkSettings {
  readonly proxy: ProxySettings;
  readonly environment: Environment;
  /** `http.systemCertificates` */
  readonly trustsSystem: boolean;
  /** Additional certificate authorities for this foundation only (PEM or DER). */
  readonly caFile: string | null;
  /**
   * Accepts any certificate from the API, the login server and the blob store, but
   * not from proxies.
   */
  readonly skipsValidation: boolean;
  /**
   * Blob stores that downloads may come from even if they are unencrypted or on a private network.
   */
  readonly trustedBlobOrigins: readonly string[];
}

/** No proxy, and Node's own certificate authorities. */
export const plainNetwork: NetworkSettings = {
  proxy: { support: 'off', url: '', authorization: null, noProxy: [], isStrict: true },
  environment: {},
  trustsSystem: false,
  caFile: null,
  skipsValidation: false,
  trustedBlobOrigins: [],
};
