import type { JsonObject } from '../json.ts';

/** What the user may see of an app. Whether it may be changed, the API does not tell. @see https://v3-apidocs.cloudfoundry.org/#get-permissions */
export interface Permissions {
  readonly readsBasicData: boolean;
  /** True of space developers and admins; false of those who may only read, and of supporters. */
  readonly readsSensitiveData: boolean;
}

export function toPermissions(json: JsonObject): Permissions {
  return {
    readsBasicData: json['read_basic_data'] === true,
    readsSensitiveData: json['read_sensitive_data'] === true,
  };
}
