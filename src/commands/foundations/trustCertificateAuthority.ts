import * as vscode from 'vscode';
import { isAboutTrust } from '../../cloudfoundry/network/errors.ts';
import { toApiUrl } from '../../cloudfoundry/apiUrl.ts';
import { commandIds } from '../../contributions.ts';
import { pickFoundation } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import type { Command } from '../shared/command.ts';
import { chooseAuthority, askAgain, withWayOut } from './certificates.ts';

/**
 * Lets the user choose a file of certificate authorities to trust for one foundation, and
 * requests it again.
 * @param argument a row, or the address of an API for a new sign-in, which then starts over.
 */
export const trustCertificateAuthority = {
  id: commandIds.trustCertificateAuthority,
  couldNot: vscode.l10n.t('Could not trust the certificate authority'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const address = typeof argument === 'string' ? toApiUrl(argument) : null;
  if (address) {
    await chooseAuthority(services, address);
    await vscode.commands.executeCommand(commandIds.signIn, address.origin);
    return;
  }
  const { foundation } = await pickFoundation(services, argument);
  await chooseAuthority(services, new URL(foundation.api));
  for (const row of await askAgain(services, foundation.api)) {
    const error = row.organizations.problem?.error;
    if (isAboutTrust(error)) throw withWayOut(error, row);
  }
}
