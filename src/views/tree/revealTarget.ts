import type * as vscode from 'vscode';
import type { Explorer } from '../../explorer/explorer.ts';
import {
  isTargeted,
  type FoundationRow,
  type OrganizationRow,
  type Row,
  type SpaceRow,
} from '../../explorer/rows.ts';

/** Opens the tree at the organization and the space that the command line works in, and selects the latter. */
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
  // The user was faster: what they chose stays chosen.
  if (view.selection[0] !== selected) return;
  await view.reveal(space ?? organization, { expand: true, select: true });
}

/** The targeted row of a list. A page that does not have it is not all there is. */
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
