import { boundedText } from '../cloudfoundry/bounds.ts';
import type { Json, JsonObject } from '../cloudfoundry/json.ts';
import { toDroplet } from '../cloudfoundry/generations/droplet.ts';
import type { Droplet } from '../cloudfoundry/resources/droplet.ts';
import { replaceSecrets } from '../cloudfoundry/secrets.ts';
import { isHiddenByApi, maskText } from '../cloudfoundry/secretText.ts';
import type { ShownValue } from '../webviews/dropletProtocol.ts';
import type { Language } from './language.ts';

/** A droplet in whose texts every secret is replaced with a tag that only `show` understands. */
export interface TaggedDroplet {
  readonly droplet: Droplet;
  readonly show: (text: string | null) => ShownValue;
}

/**
 * Reads the droplet after removing its secrets, so that for any generation and any field, secrets
 * are visible only through `show`.
 */
export function tagSecrets(
  raw: JsonObject,
  revealed: ReadonlySet<string>,
  language: Language,
): TaggedDroplet {
  const tagged = new Map<string, ShownValue>();
  const { json } = replaceSecrets(raw, ({ pointer, value, masked }) => {
    const isRevealed = revealed.has(pointer);
    // It does no harm if a droplet itself contains such a text: it shows no more than the
    // tagged place does.
    const tag = `\u0000${tagged.size}\u0000`;
    tagged.set(tag, {
      kind: 'secret',
      pointer,
      text: isRevealed ? toText(value) : masked,
      isRevealed,
    });
    return tag;
  });
  const show = (text: string | null): ShownValue =>
    (text === null ? undefined : tagged.get(text)) ?? toShownValue(text, language);
  return { droplet: toDroplet(json), show };
}

/** How to show a droplet's text that contains no secret. */
export function toShownValue(text: string | null, { l10n }: Language): ShownValue {
  if (text === null) return { kind: 'none', text: l10n.t('none') };
  if (text === '') return { kind: 'none', text: l10n.t('empty') };
  return { kind: isHiddenByApi(text) ? 'hidden' : 'text', text: boundedText(text) };
}

/** A revealed secret. */
export function toText(value: Json): string {
  return boundedText(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

/** A text that isn't from the droplet: its secrets are always masked. */
export function maskedText(text: string): ShownValue {
  return { kind: isHiddenByApi(text) ? 'hidden' : 'text', text: boundedText(maskText(text)) };
}
