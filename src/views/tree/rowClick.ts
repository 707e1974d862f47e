import type * as vscode from 'vscode';
import { SignedOutError } from '../../cloudfoundry/errors.ts';
import { commandIds } from '../../contributions.ts';
import { listOf, type Row } from '../../explorer/rows.ts';

/**
 * The command of a clickable row. It takes no argument and acts on the selected row: VS Code
 * registers a command with arguments again each time it draws the row, and loses a click or key
 * press in between ("Actual command not found").
 */
export function onClick(title: string): vscode.Command {
  return { command: commandIds.openRow, title };
}

/** The command that a click on the row runs; null for a row that only expands and collapses. */
export function commandOnClick(row: Row): string | null {
  switch (row.kind) {
    case 'droplet':
      return commandIds.showDroplet;
    case 'loadMore':
      return listOf(row.parent).isSearching ? commandIds.stopSearch : commandIds.loadMore;
    case 'incomplete':
      return commandIds.retry;
    case 'problem': {
      const isSignedOut = listOf(row.parent).problem?.error instanceof SignedOutError;
      return isSignedOut ? commandIds.signIn : commandIds.retry;
    }
    case 'foundation':
    case 'organization':
    case 'space':
    case 'app':
    case 'results':
    case 'empty':
      return null;
  }
}
