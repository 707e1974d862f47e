import * as vscode from 'vscode';
import { commandIds } from '../../contributions.ts';
import type { SearchedRow } from '../../foundations/appSearching.ts';
import { readAppLink, type AppLink } from '../../search/appLink.ts';
import type { FoundTarget } from '../../search/appSearch.ts';
import { askModal } from '../../window/messages.ts';
import { Canceled, Declined, withProgress, type Command } from '../shared/command.ts';
import type { Services } from '../shared/services.ts';
import { goTo } from './goTo.ts';

/**
 * Shows the app or the droplet that a link names, from a chat or a pipeline. It only ever shows, and
 * asks before it adds a foundation.
 */
export const openLink = {
  id: commandIds.openLink,
  couldNot: vscode.l10n.t('Could not open the link'),
  run,
} satisfies Command;

/** @param argument the link, as VS Code passes it on */
async function run(services: Services, argument: unknown): Promise<void> {
  const link = argument instanceof vscode.Uri ? readAppLink(argument) : null;
  if (!link) {
    throw new Declined(vscode.l10n.t('This link doesn’t name an app of a Cloud Foundry API.'));
  }
  if (!isKnown(services, link)) await add(link);
  if (!isKnown(services, link)) throw new Canceled();
  const found = await withProgress(vscode.l10n.t('Looking for the app'), (signal) =>
    find(services, link, signal),
  );
  if (!found) {
    throw new Declined(
      vscode.l10n.t(
        '{0} has no app with the GUID {1}, or you can’t see it.',
        link.api.host,
        link.app,
      ),
    );
  }
  await goTo(services, found);
}

function isKnown({ explorer }: Services, { api }: AppLink): boolean {
  return explorer.foundations.some(({ foundation }) => foundation.api === api.origin);
}

/** Whoever wrote the link chose the address: nothing is sent there before the user agrees. */
async function add({ api }: AppLink): Promise<void> {
  const answer = vscode.l10n.t('Sign In…');
  const chosen = await askModal(
    vscode.l10n.t('Do you want to sign in to {0}?', api.origin),
    {
      detail: vscode.l10n.t(
        'A link leads to an app of this foundation, which isn’t in your list. Sign in only if you trust whoever sent the link, and know this address.',
      ),
    },
    answer,
  );
  if (chosen !== answer) throw new Canceled();
  await vscode.commands.executeCommand(commandIds.signIn, api.origin);
}

/** The first of the foundations with this address, perhaps of several users, that has the app. */
async function find(
  { appSearching }: Services,
  link: AppLink,
  signal: AbortSignal,
): Promise<FoundTarget<SearchedRow> | null> {
  const { search } = await appSearching();
  const foundations = search.indexes
    .map(({ foundation }) => foundation)
    .filter(({ row }) => row.foundation.api === link.api.origin);
  const found = await search.askForApp(link.app, foundations, signal);
  return found?.target.kind === 'app'
    ? { ...found, target: { ...found.target, droplet: link.droplet } }
    : null;
}
