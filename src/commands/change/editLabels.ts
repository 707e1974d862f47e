import * as vscode from 'vscode';
import { freshApp, freshDroplet } from '../../changes/refetch.ts';
import { guardLabels, relabel, relabelRequest } from '../../changes/relabel.ts';
import { relabeling } from '../../wording/changeWords.ts';
import { outcomeText } from '../../wording/outcomes.ts';
import { carryOut } from './carryOut.ts';
import type { CloudFoundryClient } from '../../cloudfoundry/client.ts';
import {
  labelChanges,
  labelLine,
  parseLabels,
  type LabelChange,
  type Labels,
} from '../../cloudfoundry/labels.ts';
import type { App } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { foundationOf, placeNames, type AppRow, type DropletRow } from '../../explorer/rows.ts';
import { changeText, wrongLabelText } from '../../wording/labels.ts';
import { ask } from '../shared/ask.ts';
import { pickChangeable } from './changeable.ts';
import { Declined, announce, withProgress, type Command } from '../shared/command.ts';
import { confirmChange } from './confirmChange.ts';
import { pickApp } from '../shared/pick.ts';
import type { Services } from '../shared/services.ts';
import { showApp, showDroplets } from './showCurrent.ts';
import { tellShortly } from '../../window/progress.ts';
import { language } from '../../window/language.ts';
import { shortGuid } from '../../wording/guids.ts';
import { commandIds } from '../../contributions.ts';
import { labelsPreview } from '../../wording/previews.ts';

/** The labeled resource, where apps and droplets differ. */
interface Labeled {
  /** `droplet 3f9c01aa of storefront`, to use within a sentence. */
  readonly name: string;
  /** Fetches it again. */
  readonly look: (signal?: AbortSignal) => Promise<App | Droplet>;
}

/** Lets the user edit the labels of an app or a droplet as one line, and sends the differences. */
export const editLabels = {
  id: commandIds.editLabels,
  couldNot: vscode.l10n.t('Could not edit the labels'),
  run,
} satisfies Command;

async function run(services: Services, argument: unknown): Promise<void> {
  const given = await pickChangeable(services, argument);
  const row = given.kind === 'droplet' ? given : await pickApp(services, given);
  const client = await foundationOf(row).connection.client();
  refuseIfUnlabeled(client, row);
  const labeled = toLabeled(client, row);
  const { name } = labeled;
  const before = await withProgress(vscode.l10n.t('Loading the labels'), labeled.look);
  const changes = await askChanges(name, before.metadata.labels);
  if (changes.length === 0) {
    tellShortly(vscode.l10n.t('No labels changed.'));
    return;
  }
  const app = row.kind === 'app' ? row : row.parent;
  const request = relabelRequest(before, changes, client.scope);
  await confirmChange(app, {
    ...labelsPreview(name, app.app, placeNames(app), changes, request, language()),
    actions: [{ id: 'change', title: vscode.l10n.t('Change'), isChange: true }],
    requests: [request],
  });
  const words = relabeling(name, language());
  const verified = await carryOut(services, app, {
    words,
    guard: () => guardLabels(labeled.look, changes),
    send: () => {
      const keys = changes.map(({ key }) => key).join(' ');
      services.log.info(`Changing labels of ${before.guid}: ${keys}`);
      return relabel(client, before, labeled.look, changes);
    },
  });
  await (row.kind === 'app' ? showApp(services, app) : showDroplets(services, app));
  if (verified.kind !== 'done') {
    throw new Declined(outcomeText(words, verified, describeUnchanged, language()));
  }
  announce(vscode.l10n.t('Labels of {0}: {1}', name, changesText(changes)));
}

function toLabeled(client: CloudFoundryClient, row: AppRow | DropletRow): Labeled {
  switch (row.kind) {
    case 'app':
      return {
        name: vscode.l10n.t('app {0}', row.app.name),
        look: async (signal) => freshApp(client, row.app, signal),
      };
    case 'droplet': {
      const droplet = shortGuid(row.droplet.guid);
      return {
        name: vscode.l10n.t('droplet {0} of {1}', droplet, row.parent.app.name),
        look: async (signal) => freshDroplet(client, row.droplet, signal),
      };
    }
  }
}

function refuseIfUnlabeled({ can }: CloudFoundryClient, { kind }: AppRow | DropletRow): void {
  const { appLabels, dropletLabels } = can;
  if (kind === 'app' ? appLabels : dropletLabels) return;
  throw new Declined(
    kind === 'app'
      ? vscode.l10n.t(
          'This foundation’s API doesn’t support labels for apps. They were added in version 3.62.',
        )
      : vscode.l10n.t(
          'This foundation’s API doesn’t support labels for droplets. They were added in version 3.65.',
        ),
  );
}

async function askChanges(name: string, before: Labels): Promise<readonly LabelChange[]> {
  const line = await ask({
    title: vscode.l10n.t('Labels of {0}', name),
    prompt: vscode.l10n.t(
      'Enter labels as key=value, separated by spaces. Labels that you delete here are removed.',
    ),
    placeHolder: 'env=prod team=shop',
    value: labelLine(before),
    validateInput: (text) => {
      const read = parseLabels(text);
      if (read.kind === 'wrong') return wrongLabelText(read, language());
      const changes = labelChanges(before, read.labels);
      if (changes.length === 0) return null;
      const message = changesText(changes);
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  const read = parseLabels(line);
  return read.kind === 'labels' ? labelChanges(before, read.labels) : [];
}

function describeUnchanged(): string {
  return vscode.l10n.t('the labels are unchanged');
}

function changesText(changes: readonly LabelChange[]): string {
  return changes.map((change) => changeText(change, language())).join(', ');
}
