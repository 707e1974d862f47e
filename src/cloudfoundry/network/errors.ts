/** Why a certificate is not accepted. `rejected` is every fault that has no word of its own; see `code`. */
export type CertificateFault =
  'expired' | 'notYetValid' | 'selfSigned' | 'unknownIssuer' | 'wrongName' | 'revoked' | 'rejected';

/** The certificate at fault, as its server shows it. The texts are the server's own, made fit for a message. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  /** The hosts that it is for. */
  readonly names: readonly string[];
}

/** The server's certificate is not trusted. Nothing was sent to it. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  /** `host:port` of the server. */
  readonly host: string;
  readonly reason: CertificateFault;
  /** Node's own name of the fault, for people who search for it. */
  readonly code: string;
  /** Null where the server did not show its certificate a second time. */
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

/** How a proxy fails us. */
export type ProxyFault =
  /** 407: it wants a user name and password, or others than it got. */
  | 'authentication'
  /** Nobody answers at its address, or the connection to it broke off. */
  | 'notConnected'
  /** It does not, or cannot, connect to the foundation; `status` is what it answered. */
  | 'refused'
  /** Something else than a proxy answers at its address. */
  | 'notAProxy'
  /** The certificate of an https proxy is not trusted. */
  | 'certificate'
  /** We cannot use a proxy of this kind, or make no sense of its address. */
  | 'unusable'
  /** The server is not an encrypted one: the proxy could read the token, and does not get it. */
  | 'unencrypted';

/** No connection through the proxy could be made. The request was not sent. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly reason: ProxyFault;
  /** `host:port`, without user name; null where the address makes no sense. */
  readonly proxy: string | null;
  /** What the proxy answered to CONNECT. */
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

/** The foundation's own file of certificate authorities cannot be used. Nothing was sent. */
export class AuthorityFileError extends Error {
  override readonly name = 'AuthorityFileError';
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`the certificate authority file ${file} can’t be used: ${reason}`, options);
    this.file = file;
  }
}

/** A host that has to be reachable for everybody is on this machine or in a private network. No connection was made. */
export class LocalAddressError extends Error {
  override readonly name = 'LocalAddressError';

  constructor(host: string) {
    super(`${host} is on this machine or on a private network`);
  }
}

/** Whether it is a matter of which authorities are trusted. */
export function isAboutTrust(error: unknown): error is CertificateError | AuthorityFileError {
  return error instanceof CertificateError || error instanceof AuthorityFileError;
}

/** Whether this failure proves that the request never left us, for want of a way to the server. */
export function provesNoWay(error: unknown): boolean {
  return isAboutTrust(error) || error instanceof ProxyError || error instanceof LocalAddressError;
}
