import type { FrameLocator, Locator, Page } from 'playwright-core';
import { themes, type Theme } from './themes.ts';

type Name = string | RegExp;

/** VS Code's window as a user sees it: found by roles and names; by classes only where VS Code has no role. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until VS Code has restored the window: a view that a test opens before that may be closed again. */
  async ready(): Promise<void> {
    await this.page.locator('.part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
    // VS Code's own mark, which "Developer: Startup Performance" reads.
    await this.page.waitForFunction(
      () => performance.getEntriesByName('code/didStartWorkbench').length > 0,
      undefined,
      { timeout: 60_000 },
    );
  }

  /** Chooses a theme as a user does, and waits until the window is drawn in it. */
  async useTheme(theme: Theme): Promise<void> {
    const { title, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.answer(title);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Opens a view container from the activity bar, unless it is open. */
  async openView(title: string): Promise<void> {
    const bar = this.page.locator('.part.activitybar');
    const tab = bar.getByRole('tab', { name: new RegExp(`^${title}( |$|\\()`) });
    const heading = this.sideBar.getByText(title).first();
    for (let attempt = 1; ; attempt += 1) {
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      try {
        await heading.waitFor({ timeout: 5000 });
        return;
      } catch (error) {
        // A window that is just opening may open the view itself: a click right then has closed it again.
        if (attempt === 3) throw error;
      }
    }
  }

  /** The side bar, with the view in it. */
  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Drags the side bar's edge until it is that wide, in pixels. */
  async resizeSideBar(width: number): Promise<void> {
    const box = await this.sideBar.boundingBox();
    if (!box) throw new Error('There is no side bar.');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** A row of the tree. Only rows within sight exist. */
  row(name: Name): Locator {
    return this.sideBar.getByRole('treeitem', { name });
  }

  /** Turns the mouse wheel over the view until the row is within sight. */
  async scrollTo(name: Name, direction: 'down' | 'up' = 'down'): Promise<void> {
    await this.sideBar.getByRole('tree').first().hover();
    const row = this.row(name).first();
    for (let turn = 0; turn < 100 && !(await row.isVisible()); turn += 1) {
      await this.#turnWheel(direction);
    }
    // The rows that VS Code keeps in sight at the top may still cover it.
    if (direction === 'up') await this.#turnWheel(direction);
    await row.waitFor();
  }

  async #turnWheel(direction: 'down' | 'up'): Promise<void> {
    await this.page.mouse.wheel(0, direction === 'down' ? 200 : -200);
    await this.page.evaluate(() => new Promise(requestAnimationFrame));
  }

  /** The row that the keys act on. */
  focusedRow(name: Name): Locator {
    return this.row(name).and(this.page.locator('.focused'));
  }

  /** Focuses a view as its command in the palette does. */
  async focusView(title: string): Promise<void> {
    const focused = this.sideBar.locator(':focus');
    await this.runCommandByKeys(`Focus on ${title} View`);
    try {
      await focused.waitFor({ state: 'attached', timeout: 3000 });
    } catch {
      // VS Code drops the focus when the view's content changes while it is first shown, whatever the extension.
      await this.runCommandByKeys(`Focus on ${title} View`);
      await focused.waitFor({ state: 'attached' });
    }
  }

  /** Presses an arrow key until another row of that name is reached. */
  async moveTo(name: Name, key: 'ArrowDown' | 'ArrowUp' = 'ArrowDown'): Promise<void> {
    await this.pressUntil(key, () => this.focusedRow(name).isVisible());
  }

  /** Presses a key, after which the condition is looked at, until it holds. */
  async pressUntil(key: string, holds: () => Promise<boolean>): Promise<void> {
    for (let press = 0; press < 200 && !(await holds()); press += 1) {
      await this.page.keyboard.press(key);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
    if (!(await holds())) {
      throw new Error(`Pressing ${key} again and again did not lead there.`);
    }
  }

  /** Whether keys go to that element, or to something in it. */
  async hasFocus(element: Locator): Promise<boolean> {
    return element.evaluate((found) => found.contains(found.ownerDocument.activeElement));
  }

  async expand(name: Name): Promise<void> {
    await this.toggle(name, true);
  }

  async collapse(name: Name): Promise<void> {
    await this.toggle(name, false);
  }

  /** Opens the row's context menu and chooses an entry. */
  async chooseFromContextMenu(row: Name, entry: Name): Promise<void> {
    await this.calm();
    await this.row(row).click({ button: 'right' });
    const item = this.page.getByRole('menuitem', { name: entry });
    await item.hover();
    await item.click({ delay: 120 }); // a menu swallows clicks in its first 100 ms
  }

  /**
   * Waits until the view has stopped changing. After drawing rows anew VS Code gives the focus back to the tree, which closes
   * menus and boxes that are opened at that moment. The pointer leaves, as its tooltip would cover the rows below.
   */
  async calm(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.sideBar.evaluate(
      (bar) =>
        new Promise<void>((resolve) => {
          const end = () => {
            observer.disconnect();
            resolve();
          };
          let timer = setTimeout(end, 300);
          const observer = new MutationObserver(() => {
            clearTimeout(timer);
            timer = setTimeout(end, 300);
          });
          observer.observe(bar, { subtree: true, childList: true, characterData: true });
        }),
    );
  }

  /** Rests the mouse on a row until its tooltip is there. */
  async tooltipOf(row: Name): Promise<string> {
    const tooltip = this.page.locator('.workbench-hover');
    for (let attempt = 1; ; attempt += 1) {
      await this.row(row).locator('.label-name').hover();
      try {
        await tooltip.waitFor({ timeout: 3000 });
        return await tooltip.innerText();
      } catch (error) {
        // A row that is drawn anew meanwhile forgets the mouse.
        if (attempt === 3) {
          throw error;
        }
        await this.page.mouse.move(0, 0);
      }
    }
  }

  /** Clicks a button that the row shows under the mouse. */
  async clickInline(row: Name, button: Name): Promise<void> {
    await this.calm();
    await this.row(row).hover();
    await this.row(row).getByRole('button', { name: button }).click();
  }

  /** Clicks a button in the view's title bar. */
  async clickViewTitle(button: Name): Promise<void> {
    await this.sideBar.locator('.title-actions, .pane-header').first().hover();
    await this.sideBar.getByRole('toolbar').getByRole('button', { name: button }).first().click();
  }

  /** The box of the palette, of quick picks and of input boxes. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Runs a command from the palette, by its title there. */
  async runCommand(title: string): Promise<void> {
    await this.findCommand(title);
    await this.quickInput.getByRole('option', { name: title }).first().click();
  }

  /** As `runCommand`, without a mouse. */
  async runCommandByKeys(title: string): Promise<void> {
    await this.findCommand(title);
    await this.page.keyboard.press('Enter');
  }

  /** Opens the palette and types the title of a command. */
  async findCommand(title: string): Promise<void> {
    // The palette lists only what was registered when it opened: just after the start it is opened again.
    const option = this.quickInput.getByRole('option', { name: title }).first();
    const input = this.quickInput.locator('.quick-input-box input');
    for (let attempt = 1; ; attempt += 1) {
      await this.page.keyboard.press('F1');
      await input.fill(`>${title}`);
      try {
        await option.waitFor({ timeout: 2000 });
        break;
      } catch (error) {
        if (attempt === 10) {
          throw error;
        }
        await this.#closeQuickInput();
      }
    }
  }

  /** The box, once it asks that: by its placeholder. */
  question(text: string): Locator {
    return this.quickInput.getByPlaceholder(text);
  }

  /** An entry of a quick pick. Only those within sight exist. */
  option(name: Name): Locator {
    return this.quickInput.getByRole('option', { name });
  }

  /** Types into an input box or quick pick. */
  async type(text: string): Promise<void> {
    await this.quickInput.locator('.quick-input-box input').fill(text);
  }

  /** Types into an input box or quick pick, and accepts. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses an entry of a quick pick. */
  async pick(name: Name): Promise<void> {
    await this.quickInput.getByRole('option', { name }).first().click();
  }

  /** The text in the clipboard. The browser tells it only where the page itself has the focus. */
  async clipboard(): Promise<string> {
    await this.findCommand('Help: About');
    const text = await this.page.evaluate(() => navigator.clipboard.readText());
    await this.#closeQuickInput();
    return text;
  }

  /**
   * Closes the box, and waits until the focus is where it was. A panel gets it back from frame to frame: a key that is pressed
   * meanwhile is lost.
   */
  async #closeQuickInput(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
    const focused = this.page.locator('iframe.webview:focus');
    if ((await focused.count()) === 0) return;
    await focused.contentFrame().locator('iframe#active-frame:focus').waitFor();
  }

  /** The modal dialog. */
  get dialog(): Locator {
    return this.page.locator('[role=dialog][aria-modal=true]'); // notifications have that role too
  }

  /** A notification in the corner; it goes away after about 10 s. */
  notification(text: Name): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Clears away the notifications that stand in the corner. */
  async dismissNotifications(): Promise<void> {
    await this.runCommandByKeys('Notifications: Clear All Notifications');
  }

  /** The tab of an open editor or panel. */
  editorTab(name: Name): Locator {
    return this.page.locator('.part.editor').getByRole('tab', { name });
  }

  /** The document that the extension wrote for the n-th panel: VS Code's frame holds the extension's. */
  panel(n = 0): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready')
      .nth(n)
      .frameLocator('iframe#active-frame');
  }

  private async toggle(name: Name, isExpanded: boolean): Promise<void> {
    const row = this.row(name);
    const wanted = String(isExpanded);
    if ((await row.getAttribute('aria-expanded')) !== wanted) {
      await row.locator('.monaco-tl-twistie').click();
    }
    await row.and(this.page.locator(`[aria-expanded="${wanted}"]`)).waitFor();
  }
}
