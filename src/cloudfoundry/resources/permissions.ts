import type { JsonObject } from '../json.ts';

/**
 * What the user may see of an app. The API doesn't say whether they may change it.
 * @see https://v3-apidocs.cloudfoundry.org/#get-permissions
 */
export interface Permissions {
  readonly readsBasicData: boolean;
  /**
   * True for space developers and admins; false for users with read-only access and for supporters.
   */
  readonly readsSensitiveData: boolean;
}

export function toPermissions(json: JsonObject): Permissions {
  return {
    readsBasicData: json['read_basic_data'] === true,
    readsSensitiveData: json['read_sensitive_data'] === true,
  };
}
