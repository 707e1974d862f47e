import { asStringRecord, isObject, type Json, type JsonObject } from '../json.ts';
import { isRedactionText, type Redactable } from '../resources/resource.ts';

const absent = { kind: 'absent' } as const;

/** A text that the API may have replaced with its redaction mark. */
export function redactableText(value: Json | undefined): Redactable<string> {
  if (typeof value !== 'string') return absent;
  return isRedactionText(value) ? { kind: 'redacted', message: value } : { kind: 'value', value };
}

/**
 * An object that the API may have replaced with `{redacted_message}`; the mark never
 * becomes an entry.
 */
export function redactableObject(value: Json | undefined): Redactable<JsonObject> {
  if (!isObject(value)) return absent;
  const message = value['redacted_message'];
  if (typeof message === 'string' && isRedactionText(message)) return { kind: 'redacted', message };
  return { kind: 'value', value };
}

/** Like `redactableObject`, for commands by process type. */
export function redactableCommands(
  value: Json | undefined,
): Redactable<Readonly<Record<string, string>>> {
  const object = redactableObject(value);
  return object.kind === 'value' ? { kind: 'value', value: asStringRecord(object.value) } : object;
}
