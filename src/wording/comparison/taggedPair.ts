import { toDroplet } from '../../cloudfoundry/generations/droplet.ts';
import type { Json } from '../../cloudfoundry/json.ts';
import { comparable } from '../../cloudfoundry/maskedPair.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { maskSecrets, replaceSecrets } from '../../cloudfoundry/secrets.ts';
import type { ShownValue } from '../../webviews/dropletProtocol.ts';
import type { Language } from '../language.ts';
import { toShownValue, toText } from '../shown.ts';

/** Two droplets in whose texts every secret is replaced with a tag that only `show` understands. */
export interface TaggedPair {
  readonly from: Droplet;
  readonly to: Droplet;
  /** Equal for tags of equal secrets. */
  readonly keyOf: (text: string) => string;
  readonly show: (text: string | null) => ShownValue;
}

/** The pointers used to reveal and hide the secrets of a droplet other than the panel's own. */
export function pointersOfOther(droplet: Droplet): readonly string[] {
  return maskSecrets(droplet.raw).secrets.map(({ pointer }) => pointerInto(droplet, pointer));
}

/** Pointers into the panel's own droplet start with a slash. */
function pointerInto({ guid }: Droplet, pointer: string): string {
  return `droplet ${guid}${pointer}`;
}

/**
 * Removes the secrets from two droplets, so that no result of comparing them contains a secret,
 * except through `show`.
 * @param revealed pointers into `to`, and those of `pointersOfOther` for `from`
 */
export function tagPair(
  from: Droplet,
  to: Droplet,
  revealed: ReadonlySet<string>,
  language: Language,
): TaggedPair {
  const tags = new Map<string, ShownValue>();
  const values = new Map<string, number>();
  const tagged = (droplet: Droplet, place: (pointer: string) => string): Droplet =>
    toDroplet(
      replaceSecrets(droplet.raw, ({ pointer, value, masked }) => {
        const tag = `\u0000${tags.size}:${numberOf(value)}\u0000`;
        const isRevealed = revealed.has(place(pointer));
        const text = isRevealed ? toText(value) : masked;
        tags.set(tag, { kind: 'secret', pointer: place(pointer), text, isRevealed });
        return tag;
      }).json,
    );
  const numberOf = (value: Json): number => {
    const text = comparable(value);
    const known = values.get(text) ?? values.size;
    values.set(text, known);
    return known;
  };
  return {
    from: tagged(from, (pointer) => pointerInto(from, pointer)),
    to: tagged(to, (pointer) => pointer),
    keyOf: (text) => (tags.has(text) ? text.replace(/\d+:/, '') : text),
    show: (text) =>
      text === null
        ? toShownValue(null, language)
        : (tags.get(text) ?? toShownValue(text, language)),
  };
}
