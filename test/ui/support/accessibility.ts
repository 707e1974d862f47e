import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator } from 'playwright-core';

const source = fs.readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What axe-core finds wrong with the document in a frame, one line each. */
export async function accessibilityProblems(panel: FrameLocator): Promise<readonly string[]> {
  const frame = await frameOf(panel);
  await frame.evaluate(source); // through the debugger, so the panel's policy may forbid scripts as it does
  const violations = await frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations: found, passes } = await axe.run({ preload: false });
    return passes.length > 0 ? found : null;
  });
  if (!violations) {
    throw new Error('axe-core found nothing to look at.');
  }
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

async function frameOf(panel: FrameLocator): Promise<Frame> {
  const body = await panel.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) {
    throw new Error('The panel has no frame.');
  }
  return frame;
}
