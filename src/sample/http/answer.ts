import type { Json } from '../../cloudfoundry/json.ts';

/** What goes back over the wire. Without `body` the answer is empty. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: Json): Answer => ({ status: 200, body });
