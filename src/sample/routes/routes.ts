import type { Tokens } from '../auth.ts';
import type { Route } from '../http/router.ts';
import type { State } from '../state.ts';
import { appRoutes } from './apps.ts';
import { currentDropletRoutes } from './currentDroplet.ts';
import { discoveryRoutes } from './discovery.ts';
import { dropletRoutes } from './droplets.ts';
import { placeRoutes } from './places.ts';
import { uaaRoutes } from './uaa.ts';

/** What this foundation answers. */
export function routesOf(_state: State, tokens: Tokens): readonly Route[] {
  return [
    ...discoveryRoutes,
    ...uaaRoutes(tokens),
    ...placeRoutes,
    ...currentDropletRoutes,
    ...appRoutes,
    ...dropletRoutes,
  ];
}
