import * as vscode from 'vscode';
import type { App } from '../../cloudfoundry/resources/app.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Services } from '../shared/services.ts';
import { shortGuid } from '../../wording/guids.ts';

/** A droplet of a comparison. */
export interface Side {
  readonly droplet: Droplet;
  readonly isCurrent: boolean;
}

/** Opens a diff between two droplets of an app. */
export async function showDifference(
  { dropletViews }: Services,
  foundationId: string,
  app: App,
  left: Side,
  right: Side,
): Promise<void> {
  const name = (side: Side): string => {
    const guid = shortGuid(side.droplet.guid);
    return side.isCurrent ? vscode.l10n.t('{0} (current)', guid) : guid;
  };
  const title = `${app.name}: ${name(left)} ↔ ${name(right)}`;
  const views = await dropletViews();
  await views.openComparison(foundationId, left.droplet, right.droplet, title);
}
