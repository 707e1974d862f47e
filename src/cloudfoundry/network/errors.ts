/**
 * Why a certificate isn't accepted. `rejected` covers every fault without a word of its
 * own; see `code`.
 */
export type CertificateFault =
  'expired' | 'notYetValid' | 'selfSigned' | 'unknownIssuer' | 'wrongName' | 'revoked' | 'rejected';

/**
 * The invalid certificate, as its server shows it. The server's own texts, made safe for a message.
 */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** The hosts that the certificate is valid for. */
  readonly names: readonly string[];
}

/** The server's certificate is not trusted. Nothing was sent to it. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  /** `host:port` of the server. */
  readonly host: string;
  readonly reason: CertificateFault;
  /** Node's own name for the fault, for users who search for it. */
  readonly code: string;
  /** Null if the server didn't show its certificate a second time. */
  readonly certificate: CertificateFacts | null;

  constructor(
    fault: Pick<CertificateError, 'host' | 'reason' | 'code' | 'certificate'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.host = fault.host;
    this.reason = fault.reason;
    this.code = fault.code;
    this.certificate = fault.certificate;
  }
}

/** Why a connection through a proxy fails. */
export type ProxyFault =
  /** 407: it requires a user name and password, or different ones. */
  | 'authentication'
  /** Nothing answers at its address, or the connection to it broke off. */
  | 'notConnected'
  /** It doesn't or can't connect to the foundation; `status` is its answer. */
  | 'refused'
  /** Something other than a proxy answers at its address. */
  | 'notAProxy'
  /** The certificate of an https proxy isn't trusted. */
  | 'certificate'
  /** We can't use this kind of proxy, or can't parse its address. */
  | 'unusable'
  /** The server isn't encrypted: the proxy could read the token, so it doesn't get it. */
  | 'unencrypted';

/** A connection through the proxy couldn't be made. The request wasn't sent. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly reason: ProxyFault;
  /** `host:port`, without user name; null if the address can't be parsed. */
  readonly proxy: string | null;
  /** The proxy's answer to CONNECT. */
  readonly status: number | null;

  constructor(
    fault: Pick<ProxyError, 'reason' | 'proxy' | 'status'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.reason = fault.reason;
    this.proxy = fault.proxy;
    this.status = fault.status;
  }
}

/** The foundation's own file of certificate authorities can't be used. Nothing was sent. */
export class AuthorityFileError extends Error {
  override readonly name = 'AuthorityFileError';
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`the certificate authority file ${file} can’t be used: ${reason}`, options);
    this.file = file;
  }
}

/**
 * A host that must be public is on this machine or on a private network. No connection was made.
 */
export class LocalAddressError extends Error {
  override readonly name = 'LocalAddressError';

  constructor(host: string) {
    super(`${host} is on this machine or on a private network`);
  }
}

/** Whether the error depends on which authorities are trusted. */
export function isAboutTrust(error: unknown): error is CertificateError | AuthorityFileError {
  return error instanceof CertificateError || error instanceof AuthorityFileError;
}

/** Whether this failure proves that the request never left us because there was no connection. */
export function provesNoWay(error: unknown): boolean {
  return isAboutTrust(error) || error instanceof ProxyError || error instanceof LocalAddressError;
}
