import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../host/hosts.mjs';
import { signIn } from '../ui/support/foundation.ts';
import { openSession } from '../ui/support/session.ts';
import type { Workbench } from '../ui/support/workbench.ts';
import { median, type Figure } from './figure.ts';
import { openApp, type Session } from './session.ts';

const rounds = 4;
const times = 5;

/**
 * From the click on an app to its painted droplets in a real window, ours against an extension that
 * does nothing else, in turn: the same VS Code, browser and server.
 */
export async function measurePainted(session: Session): Promise<Figure> {
  // Not in settings: those are kept on disk, where there must be no token.
  process.env['MINIMAL_DROPLETS'] = await addressOfDroplets(session);
  process.env['MINIMAL_TOKEN'] = session.accessToken;
  const minimal = path.join(root, 'test/bench/minimalExtension');
  const opened = await openSession({ extensions: [root, minimal] });
  const { workbench } = opened;
  try {
    await workbench.openView('Cloud Foundry');
    await signIn(workbench, session.api, { name: 'dev', password: 'dev' });
    await workbench.expand(/^division-1/);
    await workbench.expand(/^team-1/);
    // The app is not on the first page.
    await workbench.chooseFromContextMenu(/^team-1/, 'Filter Apps…');
    await workbench.quickInput.getByText('Filter Apps in team-1').waitFor();
    await workbench.answer('monolith');
    await workbench.row(/^monolith/).waitFor();
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const ours = await measured(workbench, 'Cloud Foundry', () => refreshed(workbench));
      const others = await measured(workbench, 'Minimal', async () => undefined);
      ratios.push(ours / others);
    }
    return {
      name: 'click → painted rows of 50 droplets : a minimal extension',
      value: median(ratios),
      unit: '×',
      target: 1.2,
    };
  } finally {
    await opened.close();
  }
}

async function addressOfDroplets(session: Session): Promise<string> {
  const connection = session.connect();
  const { app } = await openApp(
    session.explore(connection, () => 5000),
    'monolith',
  );
  await connection.close();
  return `${app.links['droplets']?.href ?? ''}?per_page=50&order_by=-created_at`;
}

/** A list that is collapsed is forgotten by a refresh. */
async function refreshed(workbench: Workbench): Promise<void> {
  await workbench.clickViewTitle('Refresh');
}

/** Milliseconds, the median of some times. */
async function measured(
  workbench: Workbench,
  view: string,
  forget: () => Promise<void>,
): Promise<number> {
  await workbench.openView(view);
  const row = workbench.row(/^monolith/);
  await row.waitFor();
  const measurements: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await workbench.calm();
    const painted = await recordPainting(workbench.page);
    await row.locator('.monaco-tl-twistie').click();
    measurements.push(await painted());
    await workbench.calm();
    await workbench.collapse(/^monolith/);
    await forget();
  }
  return median(measurements);
}

/** From the next click until rows have been added to a tree and painted. */
async function recordPainting(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const all = document.getElementsByClassName('monaco-list-row');
    const before = all.length;
    const painted = new Promise<number>((resolve) => {
      document.addEventListener(
        'click',
        () => {
          const start = performance.now();
          const observer = new MutationObserver(() => {
            // The first row may say that the list is loading.
            if (all.length < before + 10) return;
            observer.disconnect();
            // After the frame in which they are painted.
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
          });
          observer.observe(document, { subtree: true, childList: true });
        },
        { capture: true, once: true },
      );
    });
    Reflect.set(window, 'painted', painted);
  });
  return () => page.evaluate(() => Reflect.get(window, 'painted') as Promise<number>);
}
