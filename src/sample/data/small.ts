import type { Runtime } from './catalog.ts';
import type { Plan } from './dataSet.ts';
import type { AppRecipe } from './recipe.ts';

const none = { labels: {}, annotations: {} };
const usual = { LOG_LEVEL: 'info' };

/** A recipe with everything that is not said being ordinary. */
export function app(
  name: string,
  runtime: Runtime,
  droplets: number,
  more: Partial<AppRecipe> = {},
): AppRecipe {
  return {
    name,
    runtime,
    droplets,
    state: 'STARTED',
    current: droplets === 0 ? 'none' : 'newest',
    hasEveryState: false,
    hasPausedCanary: false,
    isRolledOut: false,
    hasCrashingNewest: false,
    emptyDroplet: null,
    hasFailedNewest: false,
    goneDroplets: 0,
    hasOldStack: false,
    metadata: none,
    environment: runtime === 'static' ? null : usual,
    rhythm: 31,
    ...more,
  };
}

const stopped = { state: 'STOPPED' } as const;
const labeled = (labels: Readonly<Record<string, string>>, contact: string) => ({
  metadata: { labels, annotations: { contact } },
});
const web = labeled({ team: 'web', tier: 'frontend' }, 'web-team@acme.example');
const payments = labeled(
  { team: 'payments', tier: 'backend', 'acme.example/criticality': 'high' },
  'payments@acme.example',
);

/** What a demo shows: three organizations with seven spaces, one of them empty, and some forty apps. */
export const smallPlan: Plan = {
  acme: {
    dev: [
      app('storefront', 'node', 132, {
        ...web,
        hasEveryState: true,
        isRolledOut: true,
        rhythm: 9,
        environment: {
          LOG_LEVEL: 'debug',
          SESSION_SECRET: 'not-really-a-secret',
          PAYMENTS_API_TOKEN: 'demo-0123456789abcdef',
        },
      }),
      app('checkout', 'java', 24, payments),
      app('catalog', 'ruby', 17, web),
      app('search-api', 'go', 9),
      app('recommendations', 'paketo-node', 6),
      app('pdf-renderer', 'image', 4),
      app('spike-graphql', 'node', 0, stopped),
      app('old-homepage', 'php', 3, { ...stopped, rhythm: 700 }),
    ],
    staging: [
      app('storefront', 'node', 31, web),
      app('checkout', 'java', 12, payments),
      app('catalog', 'ruby', 8, web),
      app('search-api', 'go', 5),
      app('recommendations', 'paketo-node', 3),
      app('pdf-renderer', 'image', 2, stopped),
    ],
    prod: [
      app('storefront', 'node', 14, {
        ...web,
        current: 'previous',
        isRolledOut: true,
        rhythm: 160,
      }),
      app('checkout', 'java', 11, {
        ...payments,
        hasPausedCanary: true,
        isRolledOut: true,
        rhythm: 150,
      }),
      app('catalog', 'ruby', 7, { ...web, isRolledOut: true, rhythm: 200 }),
      app('search-api', 'go', 6, { rhythm: 190 }),
      app('search-indexer', 'python', 6, { rhythm: 190 }),
      app('mail-gateway', 'go', 4, { rhythm: 400 }),
      app('loyalty', 'dotnet', 5, { rhythm: 300 }),
      app('landing-page', 'static', 8, { ...web, rhythm: 120 }),
      app('black-friday', 'static', 2, { ...stopped, rhythm: 2000 }),
    ],
  },
  globex: {
    prod: [
      app('reactor-control', 'java', 13, { rhythm: 210 }),
      app('reactor-dashboard', 'node', 10, { rhythm: 180 }),
      app('sensor-ingest', 'go', 9),
      app('sensor-archive', 'python', 5),
      app('shift-planner', 'ruby', 6, { current: 'previous', hasCrashingNewest: true }),
      app('safety-reports', 'dotnet', 4),
      app('forecast', 'paketo-java', 7),
      app('intranet', 'php', 3, { rhythm: 900 }),
    ],
    sandbox: [],
  },
  platform: {
    tools: [
      app('build-cache', 'go', 5),
      app('chatbot', 'node', 8),
      app('docs', 'static', 19, { rhythm: 20 }),
      app('feature-toggles', 'java', 6),
      app('link-shortener', 'ruby', 3, { ...stopped, emptyDroplet: 2 }),
      app('status-page', 'static', 4),
    ],
    monitoring: [
      app('metrics-agent', 'binary', 7),
      app('log-shipper', 'binary', 5),
      app('alert-router', 'python', 6),
      app('grafana', 'image', 9, { rhythm: 90 }),
    ],
  },
};
