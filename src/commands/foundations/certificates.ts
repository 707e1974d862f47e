import * as vscode from 'vscode';
import { readAuthorityFile } from '../../cloudfoundry/network/certificates.ts';
import { CertificateError, isAboutTrust } from '../../cloudfoundry/network/errors.ts';
import { commandIds } from '../../contributions.ts';
import type { FoundationRow } from '../../explorer/rows.ts';
import type { SkipSource } from '../../foundations/skipSource.ts';
import { factsText, faultText } from '../../wording/certificates.ts';
import { Canceled, inView, Declined, Solvable, toWayOut } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { showOpenDialog } from '../../window/dialogs.ts';
import { askModal } from '../../window/messages.ts';
import { language } from '../../window/language.ts';

/** This many certificates are listed one by one; the rest of a long bundle is counted. */
const most = 4;

/**
 * Asks what to do about an untrusted certificate, if another place is set to skip checks: skip them
 * here, too, or trust an authority instead.
 * @returns whether the user decided something, so that a retry is worthwhile
 */
export async function resolveCertificate(
  services: Services,
  api: URL,
  error: unknown,
): Promise<boolean> {
  const source = services.foundations.roster.skipSource(api.origin);
  if (!(error instanceof CertificateError) || source === null) return false;
  const skip = vscode.l10n.t('Skip Validation');
  const trust = vscode.l10n.t('Trust a Certificate Authority…');
  const answer = await askModal(
    vscode.l10n.t('Use {0} without checking certificates?', api.host),
    {
      detail: [
        faultText(error, language()),
        sourceText(source),
        vscode.l10n.t(
          'Without this check, anyone on the network path can impersonate this foundation, steal your token, and act as you.',
        ),
      ].join('\n\n'),
    },
    trust,
    skip,
  );
  if (answer === skip) {
    await services.foundations.roster.setTrust(api.origin, { skipsValidation: true });
    services.log.warn(`Certificates of ${api.origin} are not checked: the user has agreed`);
    return true;
  }
  if (answer !== trust) return false;
  await chooseAuthority(services, api);
  return true;
}

/**
 * Runs this, and again once the user has decided what to do about a certificate.
 * @throws with a way out, if there is one.
 */
export async function withCertificates<T>(
  services: Services,
  api: URL,
  run: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(await resolveCertificate(services, api, error))) throw withWayOut(error, api.origin);
    }
  }
}

/**
 * If a request for a foundation failed, offers what can be done.
 * @throws the reason if no row can show it: the only foundation's welcome content can't.
 */
export async function explainFailure(services: Services, row: FoundationRow): Promise<void> {
  const { explorer } = services;
  const { organizations, foundation } = row;
  const api = new URL(foundation.api);
  while (await resolveCertificate(services, api, organizations.problem?.error)) {
    await inView(() => explorer.refresh(row));
  }
  const isUnsaid = explorer.state === 'unreachable' || explorer.state === 'untrusted';
  if (isUnsaid && organizations.problem) throw withWayOut(organizations.problem.error, row);
}

/** Requests all rows at this API again, after its trust settings have changed. */
export async function askAgain(
  { explorer }: Services,
  api: string,
): Promise<readonly FoundationRow[]> {
  const rows = explorer.foundations.filter(({ foundation }) => foundation.api === api);
  await inView(async () => {
    await Promise.all(rows.map((row) => explorer.refresh(row)));
  });
  return rows;
}

export function withWayOut(error: unknown, argument: FoundationRow | string): unknown {
  if (!isAboutTrust(error)) return error;
  const title = vscode.l10n.t('Trust a Certificate Authority…');
  return new Solvable(error, [toWayOut(title, commandIds.trustCertificateAuthority, argument)]);
}

export async function chooseAuthority({ foundations, log }: Services, api: URL): Promise<void> {
  const title = vscode.l10n.t('Trust a Certificate Authority for {0}', api.host);
  const uri = await showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Choose'),
    filters: {
      [vscode.l10n.t('Certificates')]: ['pem', 'crt', 'cer', 'der'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  if (!uri) throw new Canceled();
  if (uri.scheme !== 'file') {
    throw new Declined(vscode.l10n.t('Select a file on the machine where the extension runs.'));
  }
  const certificates = await readAuthorityFile(uri.fsPath);
  const others = certificates.length - most;
  const trust = vscode.l10n.t('Trust');
  const answer = await askModal(
    vscode.l10n.t('Trust these certificate authorities?'),
    {
      detail: [
        ...certificates.slice(0, most).map((facts) => factsText(facts, language())),
        ...(others > 0 ? [vscode.l10n.t('and {0} more', others)] : []),
        vscode.l10n.t(
          'They are trusted for {0} only. Keep the file where it is: {1}',
          api.host,
          uri.fsPath,
        ),
      ].join('\n\n'),
    },
    trust,
  );
  if (answer !== trust) throw new Canceled();
  await foundations.roster.setTrust(api.origin, { caFile: uri.fsPath });
  log.info(`Trusting the certificate authorities in ${uri.fsPath} for ${api.origin}`);
}

function sourceText(source: SkipSource): string {
  switch (source) {
    case 'setting':
      return vscode.l10n.t('The setting cfDroplets.foundations turns the check off.');
    case 'proxyStrictSSL':
      return vscode.l10n.t('The setting http.proxyStrictSSL is off.');
    case 'cli':
      return vscode.l10n.t('The cf CLI skips the check (SSLDisabled).');
  }
}
