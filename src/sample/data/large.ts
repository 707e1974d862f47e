import type { Runtime } from './catalog.ts';
import type { Plan } from './dataSet.ts';
import type { AppRecipe } from './recipe.ts';
import { app } from './small.ts';

const appsOfLarge = 10_000;
const appsOfASpace = 500;
const runtimesInTurn: readonly Runtime[] = ['java', 'node', 'ruby', 'go', 'python', 'image'];
const parts = [
  'orders',
  'billing',
  'stock',
  'search',
  'mail',
  'audit',
  'report',
  'import',
] as const;

/** Ten thousand apps in twenty spaces, the first one with five thousand droplets. */
export function largePlan(): Plan {
  const plan: Record<string, Record<string, readonly AppRecipe[]>> = {};
  for (let space = 0; space < appsOfLarge / appsOfASpace; space += 1) {
    const organization = `division-${Math.floor(space / 4) + 1}`;
    const recipes = Array.from({ length: appsOfASpace }, (_, index) =>
      space === 0 && index === 0
        ? app('monolith', 'java', 5000, { hasEveryState: true, rhythm: 2 })
        : ordinary(space * appsOfASpace + index),
    );
    plan[organization] = { ...plan[organization], [`team-${space + 1}`]: recipes };
  }
  return plan;
}

function ordinary(n: number): AppRecipe {
  const part = parts[n % parts.length] ?? 'orders';
  const runtime = runtimesInTurn[n % runtimesInTurn.length] ?? 'node';
  return app(`${part}-${String(n).padStart(5, '0')}`, runtime, (n % 5) + 1, {
    state: n % 13 === 0 ? 'STOPPED' : 'STARTED',
    metadata: { labels: { part }, annotations: {} },
  });
}
