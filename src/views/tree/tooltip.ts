import * as vscode from 'vscode';
import type { Metadata } from '../../cloudfoundry/resources/resource.ts';
import { maskText } from '../../cloudfoundry/secretText.ts';
import { toVisible } from '../../cloudfoundry/visibleText.ts';
import { instancesOf } from '../../explorer/instances.ts';
import {
  foundationOf,
  type AppRow,
  type DropletRow,
  type FoundationRow,
  type Row,
} from '../../explorer/rows.ts';
import { isCurrent } from '../../explorer/runningDroplets.ts';
import { language } from '../../window/language.ts';
import { absoluteTime, relativeTime } from '../../wording/times.ts';
import { factTable, type Fact } from '../../window/markdown.ts';
import { problemLines, rolloutText } from '../../wording/rollouts.ts';
import { appStateWord, stateWord } from '../../wording/states.ts';
import { reasonOf } from '../../cloudfoundry/errors.ts';

/** Like `toTooltip`, with the number of running instances of a started app, requested now. */
export async function askTooltip(
  row: Row,
  signal: AbortSignal,
): Promise<vscode.MarkdownString | undefined> {
  const instances = row.kind === 'app' ? await instancesText(row, signal) : null;
  return toTooltip(row, new Date(), instances);
}

/** Null if the request fails: the rest is worth showing. */
async function instancesText(row: AppRow, signal: AbortSignal): Promise<string | null> {
  const client = foundationOf(row).connection.opened;
  if (!client || row.app.state !== 'STARTED') return null;
  try {
    const types = (await instancesOf(client, row.app, signal)) ?? [];
    return types
      .map(({ running, type, wanted }) => vscode.l10n.t('{0} {1} of {2}', type, running, wanted))
      .join(', ');
  } catch (error) {
    return signal.aborted ? null : reasonOf(error);
  }
}

/**
 * The tooltip of a row, built only when the user hovers over it; undefined if the row itself
 * says everything.
 */
export function toTooltip(
  row: Row,
  now: Date,
  instances: string | null = null,
): vscode.MarkdownString | undefined {
  switch (row.kind) {
    case 'droplet':
      return dropletTooltip(row, now);
    case 'app':
      return appTooltip(row, now, instances);
    case 'foundation':
      return foundationTooltip(row);
    case 'organization':
      return table(row.organization.name, [
        [vscode.l10n.t('GUID'), row.organization.guid],
        ...metadataLines(row.organization.metadata),
      ]);
    case 'space':
      return table(row.space.name, [
        [vscode.l10n.t('GUID'), row.space.guid],
        ...metadataLines(row.space.metadata),
      ]);
    case 'results':
    case 'loadMore':
    case 'problem':
    case 'empty':
    case 'incomplete':
      return undefined;
  }
}

/** The maximum length of a value in a tooltip. */
const maxLength = 300;

function foundationTooltip({ connection, foundation }: FoundationRow): vscode.MarkdownString {
  const refused = vscode.l10n.t('not allowed (read-only)');
  return table(foundation.name, [
    [vscode.l10n.t('API'), foundation.api],
    [vscode.l10n.t('Version'), connection.opened?.discovery.version ?? null],
    [vscode.l10n.t('User'), foundation.user],
    [vscode.l10n.t('Changes'), foundation.isReadOnly ? refused : null],
    [vscode.l10n.t('Additional certificate authorities'), foundation.caFile],
    [vscode.l10n.t('Trusted link origins'), foundation.trustedLinkOrigins.join(', ')],
    [vscode.l10n.t('Trusted blobstore origins'), foundation.trustedBlobOrigins.join(', ')],
  ]);
}

function dropletTooltip(row: DropletRow, now: Date): vscode.MarkdownString {
  const { droplet } = row;
  const buildpacks = droplet.buildpacks.map(({ name, buildpackName, version }) =>
    [buildpackName ?? name, version].filter((word) => word !== null).join(' '),
  );
  const state = stateWord(droplet.state, language());
  return table(droplet.guid, [
    [vscode.l10n.t('State'), isCurrent(row) ? vscode.l10n.t('{0}, current', state) : state],
    [vscode.l10n.t('Error'), droplet.error],
    [vscode.l10n.t('Created'), timeText(droplet.createdAt, now)],
    [vscode.l10n.t('Updated'), timeText(droplet.updatedAt, now)],
    [vscode.l10n.t('Lifecycle'), droplet.lifecycleType],
    [vscode.l10n.t('Buildpacks'), buildpacks.join(', ')],
    [vscode.l10n.t('Stack'), droplet.stack ?? droplet.requested.stack],
    [vscode.l10n.t('Image'), droplet.image],
    [
      vscode.l10n.t('Checksum'),
      droplet.checksum && `${droplet.checksum.type} ${droplet.checksum.value}`,
    ],
    ...metadataLines(droplet.metadata),
  ]);
}

function appTooltip(row: AppRow, now: Date, instances: string | null): vscode.MarkdownString {
  const { app, current, rollout } = row;
  return table(app.name, [
    [vscode.l10n.t('GUID'), app.guid],
    [vscode.l10n.t('State'), appStateWord(app.state, language())],
    [vscode.l10n.t('Running instances'), instances],
    [vscode.l10n.t('Current droplet'), current.kind === 'assigned' ? current.guid : null],
    [vscode.l10n.t('Deployment'), rollout && rolloutText(rollout, language())],
    [vscode.l10n.t('Failing'), rollout && problemLines(rollout, language()).join(', ')],
    [vscode.l10n.t('Lifecycle'), app.lifecycleType],
    [vscode.l10n.t('Buildpacks'), app.requested.buildpacks.join(', ')],
    [vscode.l10n.t('Stack'), app.requested.stack],
    [vscode.l10n.t('Created'), timeText(app.createdAt, now)],
    [vscode.l10n.t('Updated'), timeText(app.updatedAt, now)],
    ...metadataLines(app.metadata),
  ]);
}

function metadataLines({ labels }: Metadata): readonly Fact[] {
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [[vscode.l10n.t('Labels'), text.join(', ')]];
}

/** Absolute and relative: `Nov 18, 2026, 09:12:00 AM UTC (3 days ago)`; null if it isn't a time. */
function timeText(iso: string | null, now: Date): string | null {
  const absolute = absoluteTime(iso, vscode.env.language);
  return absolute && `${absolute} (${relativeTime(iso, now, vscode.env.language)})`;
}

/** All values come from the foundation: show them shortened and without secrets. */
function table(title: string, lines: readonly Fact[]): vscode.MarkdownString {
  return factTable(
    toVisible(title, maxLength),
    lines.map(([name, value]) => [name, value && toVisible(maskText(value), maxLength)]),
  );
}
