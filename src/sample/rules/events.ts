import type { JsonObject } from '../../cloudfoundry/json.ts';
import type { App, Person } from '../model.ts';
import type { State } from '../state.ts';

/** Writes an audit event about the app. */
export function record(
  state: State,
  app: App,
  actor: Person,
  type: string,
  data: JsonObject,
): void {
  const now = state.now();
  state.add('events', {
    guid: state.newGuid(),
    createdAt: now,
    updatedAt: now,
    metadata: { labels: {}, annotations: {} },
    app,
    type,
    actor: { guid: actor.guid, name: actor.name, email: actor.email },
    data,
  });
}
