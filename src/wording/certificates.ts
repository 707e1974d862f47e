import type { CertificateError, CertificateFacts } from '../cloudfoundry/network/errors.ts';
import type { Language } from './language.ts';

/** Why a server's certificate isn't trusted, and its facts, one per line. */
export function faultText(
  { certificate, code, host, reason }: CertificateError,
  language: Language,
): string {
  const { l10n } = language;
  const why = (): string => {
    switch (reason) {
      case 'expired':
        return l10n.t('The certificate of {0} has expired.', host);
      case 'notYetValid':
        return l10n.t('The certificate of {0} isn’t valid yet.', host);
      case 'selfSigned':
        return l10n.t('The certificate of {0} is self-signed.', host);
      case 'unknownIssuer':
        return l10n.t('The issuer of the certificate of {0} isn’t trusted.', host);
      case 'wrongName':
        return l10n.t('The certificate of {0} was issued for other hosts.', host);
      case 'revoked':
        return l10n.t('The certificate of {0} was revoked.', host);
      case 'rejected':
        return l10n.t('The certificate of {0} was rejected: {1}.', host, code);
    }
  };
  return certificate ? `${why()}\n\n${factsText(certificate, language)}` : why();
}

/** What a certificate says about itself, one fact per line. */
export function factsText(
  { issuer, names, subject, validFrom, validTo }: CertificateFacts,
  { l10n, locale }: Language,
): string {
  const day = (date: Date) =>
    date.toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return [
    l10n.t('Issued to: {0}', subject),
    l10n.t('Issued by: {0}', issuer),
    ...(validFrom && validTo ? [l10n.t('Valid: {0} to {1}', day(validFrom), day(validTo))] : []),
    ...(names.length > 0 ? [l10n.t('Hosts: {0}', names.join(', '))] : []),
  ].join('\n');
}
