import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** A button of an item or of the box. */
interface SearchButton {
  readonly icon: string;
  readonly tooltip: string;
}

/** An entry of a search box. */
export interface SearchItem {
  /** Stays the same when the item is made anew. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** The name of a VS Code icon. */
  readonly icon?: string;
  readonly buttons?: readonly SearchButton[];
  /** A heading over the item, if the previous one has another. */
  readonly heading?: string;
}

/** What a search box shows. */
interface Shown<T extends SearchItem> {
  readonly items: readonly T[];
  readonly title: string;
  readonly isBusy: boolean;
  readonly buttons: readonly SearchButton[];
}

interface Options<T extends SearchItem> {
  readonly placeHolder: string;
  readonly value?: string;
  readonly onInput: (text: string) => void;
  readonly onAccept: (item: T) => void;
  readonly onItemButton?: (item: T, button: number) => void;
  readonly onButton?: (button: number) => void;
  readonly onClose: () => void;
}

/**
 * A quick pick whose items the extension itself finds and orders for what is typed. Texts have
 * neither links nor icons.
 */
export class SearchBox<T extends SearchItem> {
  readonly #box = vscode.window.createQuickPick<vscode.QuickPickItem>();
  /**
   * What the items were made of, also those that were replaced: VS Code may still report them as
   * active.
   */
  readonly #given = new WeakMap<vscode.QuickPickItem, T>();
  #buttons: readonly SearchButton[] = [];
  /** The text that the items were found for. */
  #text = '';

  constructor({
    onAccept,
    onButton,
    onClose,
    onInput,
    onItemButton,
    placeHolder,
    value,
  }: Options<T>) {
    const box = this.#box;
    box.placeholder = inert(placeHolder);
    if (value !== undefined) box.value = value;
    box.ignoreFocusOut = false;
    box.keepScrollPosition = true;
    // VS Code knows this property, but its types don't have it yet. Without it, VS Code would sort
    // the items by its own measure.
    Object.assign(box, { sortByLabel: false });
    box.onDidChangeValue(onInput);
    box.onDidAccept(() => {
      const [item] = box.activeItems;
      const given = item && this.#given.get(item);
      if (given) onAccept(given);
    });
    box.onDidTriggerItemButton(({ button, item }) => {
      const given = this.#given.get(item);
      const index = item.buttons?.indexOf(button) ?? -1;
      if (given && index !== -1) onItemButton?.(given, index);
    });
    box.onDidTriggerButton((button) => onButton?.(box.buttons.indexOf(button)));
    box.onDidHide(() => {
      onClose();
      box.dispose();
    });
  }

  show(shown: Shown<T>): void {
    this.update(shown);
    this.#box.show();
  }

  /** Shows these items. For the same text, the active one stays active if it is still there. */
  update({ buttons, isBusy, items, title }: Shown<T>): void {
    const box = this.#box;
    const [active] = box.activeItems;
    const kept = box.value === this.#text && active ? this.#given.get(active)?.id : undefined;
    this.#text = box.value;
    const all: vscode.QuickPickItem[] = [];
    let heading: string | undefined;
    for (const item of items) {
      if (item.heading !== undefined && item.heading !== heading) {
        all.push({ label: inert(item.heading), kind: vscode.QuickPickItemKind.Separator });
      }
      heading = item.heading;
      const drawn = toQuickPickItem(item);
      this.#given.set(drawn, item);
      all.push(drawn);
    }
    box.title = inert(title);
    box.busy = isBusy;
    box.items = all;
    const again = all.find((item) => this.#given.get(item)?.id === kept);
    if (again && kept !== undefined) box.activeItems = [again];
    // Buttons that are drawn anew lose a click on them.
    if (buttons !== this.#buttons) {
      this.#buttons = buttons;
      box.buttons = buttons.map(toButton);
    }
  }

  hide(): void {
    this.#box.hide();
  }
}

function toQuickPickItem({
  buttons = [],
  description,
  detail,
  icon,
  label,
}: SearchItem): vscode.QuickPickItem {
  return {
    label: inert(label),
    ...(description !== undefined && { description: inert(description) }),
    ...(detail !== undefined && { detail: inert(detail) }),
    ...(icon !== undefined && { iconPath: new vscode.ThemeIcon(icon) }),
    buttons: buttons.map(toButton),
    // What VS Code itself would find in the texts doesn't matter.
    alwaysShow: true,
  };
}

function toButton({ icon, tooltip }: SearchButton): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip: inert(tooltip) };
}
