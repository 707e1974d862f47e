import type * as vscode from 'vscode';
import type { AssignmentLog } from '../../changes/undo.ts';
import type { AppWatch } from '../../explorer/appWatch.ts';
import type { Explorer } from '../../explorer/explorer.ts';
import type { AppSearching } from '../../foundations/appSearching.ts';
import type { Foundations } from '../../foundations/foundations.ts';
import type { Settings } from '../../foundations/settings.ts';
import type { State } from '../../foundations/state.ts';
import type { DropletViews } from '../../views/dropletViews.ts';
import type { ExplorerTree } from '../../views/tree/explorerTree.ts';

/** What commands need. */
export interface Services {
  readonly explorer: Explorer;
  readonly foundations: Foundations;
  readonly settings: Settings;
  readonly tree: ExplorerTree;
  /** What is remembered between windows. */
  readonly state: State;
  readonly log: vscode.LogOutputChannel;
  /** Panels and documents, loaded when the first one opens. */
  readonly dropletViews: () => Promise<DropletViews>;
  /** What the opened apps run, and their deployments. */
  readonly appWatch: () => Promise<AppWatch>;
  /** The search for apps, loaded when the user first looks for one. */
  readonly appSearching: () => Promise<AppSearching>;
  /** The assignments made in this window. */
  readonly assignmentLog: () => Promise<AssignmentLog>;
}
