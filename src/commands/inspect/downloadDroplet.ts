import * as vscode from 'vscode';
import { freshDroplet } from '../../changes/refetch.ts';
import { download, type Downloaded } from '../../cloudfoundry/download/download.ts';
import { fileNameOf } from '../../cloudfoundry/download/fileName.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { foundationOf, type DropletRow } from '../../explorer/rows.ts';
import { bytesText, notDownloadableText, progressText } from '../../wording/downloads.ts';
import {
  Canceled,
  Declined,
  announce,
  toWayOut,
  withProgress,
  type WayOut,
  type Command,
} from '../shared/command.ts';
import { pickDroplet } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { showSaveDialog } from '../../window/dialogs.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';

import os from 'node:os';

/** Saves the bits of a droplet to a file that the user chooses. */
export const downloadDroplet = {
  id: commandIds.downloadDroplet,
  couldNot: vscode.l10n.t('Could not download the droplet'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const row = await pickDroplet(services, argument);
  const client = await foundationOf(row).connection.client();
  // The row may be old: the droplet may have expired and lost its bits.
  const droplet = await withProgress(vscode.l10n.t('Loading the droplet'), (signal) =>
    freshDroplet(client, row.droplet, signal),
  );
  const link = droplet.links['download'];
  if (!link) throw new Declined(notDownloadableText(droplet, language()));
  const source = client.bits(link);
  const target = await askTarget(row, droplet);
  const { log } = services;
  log.info(`Downloading droplet ${droplet.guid} to ${target.fsPath}`);
  const title = vscode.l10n.t(
    'Downloading droplet {0} of {1}',
    shortGuid(droplet.guid),
    row.parent.app.name,
  );
  const downloaded = await withProgress(title, (signal, tell) => {
    let percent = 0;
    return download(source, {
      target: target.fsPath,
      checksum: droplet.checksum,
      signal,
      log,
      onProgress: (progress) => {
        const now = progress.total ? (100 * progress.bytes) / progress.total : 0;
        // VS Code adds these up, so a restarted download can't subtract.
        const increment = Math.max(0, now - percent);
        percent += increment;
        tell({ message: progressText(progress, language()), increment });
      },
    });
  });
  log.info(`Downloaded droplet ${droplet.guid}: ${downloaded.bytes} bytes`);
  announce(savedText(droplet, target, downloaded), waysToShow(target));
}

/**
 * Asks for a file on the machine where the extension runs, which in a remote window is the remote
 * machine; VS Code's own dialog shows its disk. `vscode.workspace.fs` could reach any other disk
 * too, but writes a file only as a whole from memory, and droplets are too large for that.
 */
async function askTarget(row: DropletRow, droplet: Droplet): Promise<vscode.Uri> {
  const target = await showSaveDialog({
    title: vscode.l10n.t('Download Droplet {0}', shortGuid(droplet.guid)),
    saveLabel: vscode.l10n.t('Download'),
    defaultUri: vscode.Uri.joinPath(usualFolder(), fileNameOf(row.parent.app.name, droplet.guid)),
    filters: { [vscode.l10n.t('Droplet')]: ['tgz'] },
  });
  if (!target) throw new Canceled();
  if (target.scheme === 'file') return target;
  throw new Declined(
    vscode.l10n.t(
      'Droplets are saved on the machine where the extension runs, and {0} isn’t on that machine.',
      target.path,
    ),
  );
}

function usualFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder?.uri.scheme === 'file' ? folder.uri : vscode.Uri.file(os.homedir());
}

function savedText(droplet: Droplet, target: vscode.Uri, downloaded: Downloaded): string {
  const name = shortGuid(droplet.guid);
  const size = bytesText(downloaded.bytes, language());
  const saved =
    downloaded.verifiedBy === null
      ? vscode.l10n.t(
          'Saved droplet {0} as {1} ({2}). The API provides no checksum to verify it.',
          name,
          target.fsPath,
          size,
        )
      : vscode.l10n.t(
          'Saved droplet {0} as {1} ({2}) and verified its {3} checksum.',
          name,
          target.fsPath,
          size,
          downloaded.verifiedBy,
        );
  if (downloaded.plainOrigin === null) return saved;
  const warning = vscode.l10n.t(
    'It was downloaded from {0} without encryption, so others on the network could read it and its download address.',
    downloaded.plainOrigin,
  );
  return `${saved} ${warning}`;
}

/** If the window is on the machine that has the file, it can show the file. */
function waysToShow(target: vscode.Uri): readonly WayOut[] {
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  return isHere ? [toWayOut(vscode.l10n.t('Open Folder'), 'revealFileInOS', target)] : [];
}
