import * as vscode from 'vscode';
import type { CertificateError, CertificateFacts } from '../cloudfoundry/network/errors.ts';

/** Why a server's certificate is not trusted, and the certificate at fault, a fact a line. */
export function faultText({ certificate, code, host, reason }: CertificateError): string {
  const { t } = vscode.l10n;
  const why = (): string => {
    switch (reason) {
      case 'expired':
        return t('The certificate of {0} has expired.', host);
      case 'notYetValid':
        return t('The certificate of {0} is not valid yet.', host);
      case 'selfSigned':
        return t('The certificate of {0} is signed by itself.', host);
      case 'unknownIssuer':
        return t('Nobody who is trusted has issued the certificate of {0}.', host);
      case 'wrongName':
        return t('The certificate of {0} is for other hosts.', host);
      case 'revoked':
        return t('The certificate of {0} was revoked.', host);
      case 'rejected':
        return t('The certificate of {0} is not accepted: {1}.', host, code);
    }
  };
  return certificate ? `${why()}\n\n${factsText(certificate)}` : why();
}

/** What a certificate says of itself, a fact a line. */
export function factsText({
  issuer,
  names,
  subject,
  validFrom,
  validTo,
}: CertificateFacts): string {
  const { t } = vscode.l10n;
  return [
    t('Issued to: {0}', subject),
    t('Issued by: {0}', issuer),
    ...(validFrom && validTo ? [t('Valid: {0} to {1}', day(validFrom), day(validTo))] : []),
    ...(names.length > 0 ? [t('Hosts: {0}', names.join(', '))] : []),
  ].join('\n');
}

function day(date: Date): string {
  return date.toLocaleDateString(vscode.env.language, { dateStyle: 'medium', timeZone: 'UTC' });
}
