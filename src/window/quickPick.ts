import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** The options of a quick pick. */
interface QuickPick<T extends vscode.QuickPickItem> {
  readonly items: readonly T[];
  readonly placeHolder: string;
  readonly title?: string | undefined;
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
  readonly ignoreFocusOut?: boolean;
  /** The item that is selected first. */
  readonly active?: T | undefined;
}

/**
 * Lets the user pick one of the items, without links or icons in their texts.
 * Undefined when dismissed.
 */
export async function showQuickPick<T extends vscode.QuickPickItem>(
  options: QuickPick<T>,
): Promise<T | undefined> {
  const { active, items, placeHolder, title, ...rest } = options;
  const shown = items.map((item) => ({ item: inertItem(item), given: item }));
  const box = vscode.window.createQuickPick<vscode.QuickPickItem>();
  Object.assign(box, rest);
  box.placeholder = inert(placeHolder);
  box.title = title === undefined ? undefined : inert(title);
  box.items = shown.map(({ item }) => item);
  const first = shown.find(({ given }) => given === active);
  if (first) box.activeItems = [first.item];
  const picked = await new Promise<vscode.QuickPickItem | undefined>((resolve) => {
    box.onDidAccept(() => {
      const [accepted] = box.selectedItems;
      if (accepted) resolve(accepted);
    });
    box.onDidHide(() => resolve(undefined));
    box.show();
  });
  box.dispose();
  return shown.find(({ item }) => item === picked)?.given;
}

function inertItem({ label, description, detail, ...item }: vscode.QuickPickItem) {
  return {
    ...item,
    label: inert(label),
    ...(description !== undefined && { description: inert(description) }),
    ...(detail !== undefined && { detail: inert(detail) }),
  };
}
