import type { State } from '../state.ts';
import type { User } from '../users.ts';
import type { Query } from './query.ts';

/** Lower-case names, as Node gives them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A question that anybody may ask. */
export interface OpenCall {
  readonly state: State;
  readonly path: string;
  /** The query as sent. */
  readonly search: string;
  readonly query: Query;
  /** The body as sent. */
  readonly text: string;
  readonly headers: Headers;
  /** The API's address: what its absolute links begin with. */
  readonly origin: string;
  /** The login server's address, which may be the same. */
  readonly login: string;
  /** The blob store's address. */
  readonly blobs: string;
  /** What the links of resources begin with: the origin, or nothing before the autumn of 2016. */
  readonly api: string;
  /** The part of the path that the route left open. */
  readonly parameter: (name: string) => string;
}

/** A question of somebody who has signed in. */
export interface Call extends OpenCall {
  readonly user: User;
  /** The body as JSON. @throws ApiError 400 */
  readonly body: () => unknown;
}
