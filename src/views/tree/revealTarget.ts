import type * as vscode from 'vscode';
import type { Explorer } from '../../explorer/explorer.ts';
import {
  isTargeted,
  type FoundationRow,
  type OrganizationRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';

/** The rows selected here. VS Code reports a selection late, maybe while the next foundation's target is looked for. */
const selectedHere = new WeakSet<Row>();

/**
 * Expands the tree to the organization and the space that the command line targets, and
 * selects the space.
 */
export async function revealTarget(
  explorer: Explorer,
  view: vscode.TreeView<Row>,
  foundation: FoundationRow,
): Promise<void> {
  const [selected] = view.selection;
  const organization = await targeted(explorer, foundation, foundation.organizations);
  if (!organization) return;
  await explorer.children(organization);
  const space = await targeted(explorer, organization, organization.spaces);
  const [now] = view.selection;
  // The user was faster: keep their selection.
  if (now !== selected && !(now && selectedHere.has(now))) return;
  const target = space ?? organization;
  selectedHere.add(target);
  await view.reveal(target, { expand: true, select: true });
}

/** The targeted row of a list. If it isn't on the loaded page, there may be more pages. */
async function targeted<R extends OrganizationRow | SpaceRow>(
  explorer: Explorer,
  parent: FoundationRow | OrganizationRow,
  list: { readonly rows: readonly R[]; readonly hasMore: boolean },
): Promise<R | undefined> {
  const found = list.rows.find(isTargeted);
  if (found || !list.hasMore) return found;
  await explorer.loadAll(parent, new AbortController().signal);
  return list.rows.find(isTargeted);
}
