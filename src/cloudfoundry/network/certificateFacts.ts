import type { X509Certificate } from 'node:crypto';
import { toVisible } from '../visibleText.ts';
import type { CertificateFacts } from './errors.ts';

/** What a certificate says about itself, safe for a message: its issuer can write any text. */
export function toFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: toName(certificate.subject),
    issuer: toName(certificate.issuer),
    validFrom: toDate(certificate.validFrom),
    validTo: toDate(certificate.validTo),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .map((name) => toVisible(name.replace(/^(?:DNS|IP Address):/, ''), 100))
      .filter((name) => name !== '')
      .slice(0, 5),
  };
}

/** Node puts each part of a name on its own line: `O=Example\nCN=api.example.org`. */
function toName(lines: string | undefined): string {
  return toVisible((lines ?? '').split('\n').toReversed().join(', '), 200) || 'nobody';
}

function toDate(text: string): Date | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}
