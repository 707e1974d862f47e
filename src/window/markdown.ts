import * as vscode from 'vscode';

/** A name and its value; omitted if null or empty. */
export type Fact = readonly [name: string, value: string | null];

/**
 * A tooltip with facts under a title. Everything is appended as text, which VS Code escapes, so it
 * contains no links or icons.
 */
export function factTable(title: string, facts: readonly Fact[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('**');
  tooltip.appendText(title);
  tooltip.appendMarkdown('**\n\n');
  for (const [name, value] of facts) {
    if (value === null || value === '') continue;
    tooltip.appendText(`${name}: ${value}`);
    tooltip.appendMarkdown('  \n'); // a line of the same paragraph
  }
  return tooltip;
}
