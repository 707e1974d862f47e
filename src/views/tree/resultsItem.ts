import * as vscode from 'vscode';
import { matchedParts } from '../../explorer/filterPlan.ts';
import { abilitiesAt } from '../../explorer/listMatch.ts';
import type { ResultsRow } from '../../explorer/rows.ts';
import { language } from '../../window/language.ts';
import { resultsText, resultsTitle } from '../../wording/results.ts';
import { contextValue, icon } from './itemParts.ts';

/** What a search across a foundation found. */
export function resultsItem(row: ResultsRow): vscode.TreeItem {
  const { filter, found, name, parent } = row;
  const title = resultsTitle(name, filter, language());
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = icon('search');
  item.description = resultsText(
    {
      parts: matchedParts(filter, abilitiesAt(row), found.isMatchedHere),
      found: found.isLoaded ? found.count : null,
      hasMore: found.hasMore,
      foundation: parent.foundation.name,
    },
    language(),
  );
  item.contextValue = contextValue(row);
  return item;
}
