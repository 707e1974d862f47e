import type { App, Revision } from '../model.ts';
import type { State } from '../state.ts';

/** The app's newest revision; a new one where the current droplet is another than in the last. */
export function revise(
  state: State,
  app: App,
  description = 'New droplet deployed.',
): Revision | undefined {
  const droplet = state.currentDroplet(app);
  if (!droplet || state.isKorifi || !state.version.since(63)) return undefined;
  const { processes, revisions } = state.history(app);
  const latest = revisions.at(-1);
  if (latest?.dropletGuid === droplet.guid) return latest;
  const now = state.now();
  const revision: Revision = {
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    metadata: { labels: {}, annotations: {} },
    app,
    version: (latest?.version ?? 0) + 1,
    dropletGuid: droplet.guid,
    processTypes: [...new Set(processes.map(({ type }) => type))],
    description: latest ? description : 'Initial revision.',
  };
  state.add('revisions', revision);
  return revision;
}
