import * as vscode from 'vscode';

/** A name and what it is; left out where it is null or empty. */
export type Fact = readonly [name: string, value: string | null];

/** A tooltip of facts below a title. All is appended as text, which VS Code escapes: nothing in it is a link or an icon. */
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
