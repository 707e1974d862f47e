import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** What stands for the text as it is, at the top. */
export interface OwnItem {
  readonly label: string;
  /** The name of an icon. */
  readonly icon: string;
  /** Whether the text may be accepted. */
  readonly isComplete: boolean;
}

/** What puts another text into the box. */
export interface InsertItem {
  readonly label: string;
  readonly description?: string | undefined;
  readonly text: string;
}

export interface LiveItems {
  readonly own: OwnItem;
  readonly groups: readonly { readonly title: string; readonly items: readonly InsertItem[] }[];
}

interface LivePick {
  readonly title: string;
  readonly placeHolder: string;
  readonly value: string;
  /** The items for what is typed. */
  readonly look: (text: string) => LiveItems;
}

/**
 * Asks for a line of text, with items that follow what is typed: the first one accepts the text,
 * the others put another text into the box. Draws no links or icons in their texts. Undefined
 * when dismissed.
 */
export async function showLivePick(options: LivePick): Promise<string | undefined> {
  const { look, placeHolder, title, value } = options;
  const box = vscode.window.createQuickPick();
  // Also of items that were replaced: VS Code may still report them as chosen.
  const insertions = new WeakMap<vscode.QuickPickItem, string>();
  const show = () => {
    const { groups, own } = look(box.value);
    const items = [toItem(own)];
    for (const group of groups) {
      if (group.items.length === 0) continue;
      items.push({ label: inert(group.title), kind: vscode.QuickPickItemKind.Separator });
      for (const item of group.items) {
        const shown = toItem(item);
        insertions.set(shown, item.text);
        items.push(shown);
      }
    }
    box.items = items;
  };
  // Not in VS Code's types. Without it, an item that begins with what is typed would come first
  // while the items are still those of the text before, and Enter would choose it.
  Object.assign(box, { sortByLabel: false });
  box.title = inert(title);
  box.placeholder = inert(placeHolder);
  box.value = value;
  show();
  try {
    return await new Promise<string | undefined>((resolve) => {
      box.onDidChangeValue(show);
      box.onDidAccept(() => {
        const [chosen] = box.selectedItems;
        const text = chosen && insertions.get(chosen);
        if (text !== undefined) {
          box.value = text;
          show();
        } else if (look(box.value).own.isComplete) {
          resolve(box.value);
        }
      });
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

/** VS Code would hide items that don't contain what is typed. */
function toItem(item: OwnItem | InsertItem): vscode.QuickPickItem {
  return {
    label: inert(item.label),
    ...('icon' in item
      ? { iconPath: new vscode.ThemeIcon(item.icon) }
      : item.description !== undefined && { description: inert(item.description) }),
    alwaysShow: true,
  };
}
