import type { Answer } from './answer.ts';
import type { Call, OpenCall } from './call.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A path with `:names` for its open parts, and who answers it. */
export type Route =
  | {
      readonly access: 'open';
      readonly method: Method;
      readonly path: string;
      readonly answer: (call: OpenCall) => Answer;
    }
  | {
      readonly access: 'signed in';
      readonly method: Method;
      readonly path: string;
      readonly answer: (call: Call) => Answer;
    };

/** A route that needs no token. */
export function open(method: Method, path: string, answer: (call: OpenCall) => Answer): Route {
  return { access: 'open', method, path, answer };
}

/** A route that needs a token. */
export function signedIn(method: Method, path: string, answer: (call: Call) => Answer): Route {
  return { access: 'signed in', method, path, answer };
}

export interface Match {
  readonly route: Route;
  readonly parameter: (name: string) => string;
}

/** Finds routes by method and path; earlier ones win. */
export class Router {
  readonly #routes: readonly { readonly route: Route; readonly pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({
      route,
      pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
    }));
  }

  match(method: string, path: string): Match | undefined {
    for (const { route, pattern } of this.#routes) {
      if (route.method !== method) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      return { route, parameter: (name) => decode(found.groups?.[name] ?? '') };
    }
    return undefined;
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone percent sign stands for itself; no guid has one.
    return segment;
  }
}
