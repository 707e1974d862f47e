import type { Organization } from './resources/organization.ts';
import type { Space } from './resources/space.ts';

/** The organization and space of an app. */
export interface Place {
  readonly organization: Organization;
  readonly space: Space;
}
