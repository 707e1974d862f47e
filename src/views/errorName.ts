import { maskText } from '../cloudfoundry/secretText.ts';

/** The name of an error, `NoAppDetectedError` of `NoAppDetectedError - An app was not …`; null without error. */
export function errorName(error: string | null): string | null {
  return error === null ? null : maskText(error.split(' - ', 1)[0] ?? error);
}
