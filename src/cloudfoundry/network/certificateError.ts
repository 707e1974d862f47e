import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { toFacts } from './certificateFacts.ts';
import { CertificateError, type CertificateFacts, type CertificateFault } from './errors.ts';

/**
 * Node's codes for invalid certificates.
 * @see https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
 */
const faults: ReadonlyMap<string, CertificateFault> = new Map<string, CertificateFault>([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'notYetValid'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'selfSigned'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknownIssuer'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'unknownIssuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknownIssuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknownIssuer'],
  ['CERT_UNTRUSTED', 'unknownIssuer'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrongName'],
  ['HOSTNAME_MISMATCH', 'wrongName'],
  ['CERT_REVOKED', 'revoked'],
  ...[
    'UNABLE_TO_GET_CRL',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'CERT_SIGNATURE_FAILURE',
    'CRL_SIGNATURE_FAILURE',
    'CRL_NOT_YET_VALID',
    'CRL_HAS_EXPIRED',
    'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
    'PATH_LENGTH_EXCEEDED',
    'INVALID_PURPOSE',
    'CERT_REJECTED',
    'UNSPECIFIED',
  ].map((code): [string, CertificateFault] => [code, 'rejected']),
]);

/**
 * The certificate fault for a handshake's error code; null if the error is about something else.
 */
export function certificateFault(code: string | null): CertificateFault | null {
  return faults.get(code ?? '') ?? null;
}

/**
 * @param host `host:port` of the server.
 * @param chain as shown by the server, its own certificate first; empty if it couldn't be fetched.
 */
export function toCertificateError(
  host: string,
  code: string,
  chain: readonly X509Certificate[],
  cause: unknown,
): CertificateError {
  const reason = certificateFault(code) ?? 'rejected';
  const shown = chain.map(toFacts);
  const certificate = shown.find((facts) => isAtFault(facts, reason)) ?? shown[0] ?? null;
  const why = explain(reason, code, certificate);
  return new CertificateError(
    { host, reason, code, certificate },
    `the certificate of ${host} isn’t trusted: ${why}${describe(certificate)}`,
    { cause },
  );
}

/** The chain that the server shows, its own certificate first. */
export function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = socket.getPeerX509Certificate();
  while (next && chain.length < 10 && next.fingerprint256 !== chain.at(-1)?.fingerprint256) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

/** An intermediate certificate can expire too. */
function isAtFault({ validFrom, validTo }: CertificateFacts, reason: CertificateFault): boolean {
  const now = Date.now();
  if (reason === 'expired') return validTo !== null && validTo.getTime() < now;
  return reason === 'notYetValid' && validFrom !== null && validFrom.getTime() > now;
}

function explain(
  reason: CertificateFault,
  code: string,
  certificate: CertificateFacts | null,
): string {
  switch (reason) {
    case 'expired':
      return `it expired${certificate?.validTo ? ` on ${day(certificate.validTo)}` : ''}`;
    case 'notYetValid':
      return `it isn’t valid ${certificate?.validFrom ? `before ${day(certificate.validFrom)}` : 'yet'}`;
    case 'selfSigned':
      return 'it is self-signed';
    case 'unknownIssuer':
      return 'its issuer isn’t a trusted certificate authority';
    case 'wrongName':
      return `it was issued for ${certificate && certificate.names.length > 0 ? certificate.names.join(', ') : 'other hosts'}`;
    case 'revoked':
      return 'it was revoked';
    case 'rejected':
      return code;
  }
}

function describe(certificate: CertificateFacts | null): string {
  if (!certificate) return '';
  const { subject, issuer, validFrom, validTo } = certificate;
  const dates = validFrom && validTo ? `, valid from ${day(validFrom)} to ${day(validTo)}` : '';
  return ` (issued to ${subject} by ${issuer}${dates})`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
