import { isObject, type Json, type JsonObject } from './json.ts';
import { isHiddenByApi, isMarkOfApi, mask, maskText } from './secretText.ts';

/** One secret value: a leaf, or a whole subtree if even its shape would reveal too much. */
export interface Secret {
  /** JSON pointer (RFC 6901) from the object's root. */
  readonly pointer: string;
  readonly value: Json;
  /** The text to show instead. */
  readonly masked: string;
}

/** A copy with its secrets replaced, and the places of values that the API itself withheld. */
export interface Replaced {
  readonly json: JsonObject;
  readonly secrets: readonly Secret[];
  /** JSON pointers to the API's own marks, such as `[PRIVATE DATA HIDDEN]` and `***`. */
  readonly hidden: readonly string[];
}

/** Deeper than any API object, and shallow enough for every JSON reader. */
const maxDepth = 64;
const tooDeep = '[nested too deeply to show]';

/**
 * All values under these keys are secret; their own keys are names, which are shown. A label may be
 * called `env`, too.
 */
const namesOfSecrets = /^(?:environment_variables|env|process_types)$/;
const secretKeys =
  /pass(?:word)?|secret|token|credential|api[-_]?key|private|authorization|^VCAP_SERVICES$|^username$|^execution_metadata$|^procfile$|^(?:detected_)?(?:start_)?(?:command|cmd)$/i;

/**
 * Copies an API object with every secret replaced by a mask that reveals nothing, not even a
 * length. Secrets are environment, commands, execution metadata and credentials, any value whose
 * key says password, token or the like, and user info, signatures and tokens in any text. Null,
 * empty values and the API's own marks aren't secret.
 * @param revealed JSON pointers of the secrets to keep unmasked
 */
export function maskSecrets(raw: JsonObject, revealed: ReadonlySet<string> = new Set()): Replaced {
  return replaceSecrets(raw, ({ pointer, value, masked }) =>
    revealed.has(pointer) ? value : masked,
  );
}

/** Like `maskSecrets`, with each secret replaced by the value that `replace` returns for it. */
export function replaceSecrets(raw: JsonObject, replace: (secret: Secret) => Json): Replaced {
  const secrets: Secret[] = [];
  const hidden: string[] = [];

  const toSecret = (value: Json, masked: string, { pointer, depth }: Position): Json => {
    const secret = { pointer, value: limitDepth(value, depth), masked };
    secrets.push(secret);
    return replace(secret);
  };

  const copyPlain = (value: Json, position: Position): Json => {
    if (typeof value === 'string') return copyText(value, position);
    return copyChildren(value, position, (child, at, key) => {
      switch (meaningOf(key, child)) {
        case 'secret':
          return copySecret(child, at);
        case 'names':
          return copyChildren(child, at, copySecret);
        case 'plain':
          return copyPlain(child, at);
      }
    });
  };

  const copyText = (text: string, position: Position): Json => {
    const masked = maskText(text);
    if (masked !== text) return toSecret(text, masked, position);
    if (isHiddenByApi(text)) hidden.push(position.pointer);
    return text;
  };

  /**
   * Replaces a secret subtree as one value, unless it contains only empty values and
   * the API's marks.
   */
  const copySecret = (value: Json, position: Position): Json =>
    holdsContent(value, position.depth)
      ? toSecret(value, mask, position)
      : copyMarks(value, position);

  const copyMarks = (value: Json, position: Position): Json => {
    if (typeof value === 'string' && value !== '') hidden.push(position.pointer);
    return copyChildren(value, position, copyMarks);
  };

  const json = copyPlain(raw, { pointer: '', depth: 0 });
  return { json: isObject(json) ? json : {}, secrets, hidden };
}

interface Position {
  readonly pointer: string;
  readonly depth: number;
}

function meaningOf(key: string | null, value: Json): 'secret' | 'names' | 'plain' {
  if (key === null) return 'plain';
  if (namesOfSecrets.test(key)) {
    if (isObject(value)) return 'names';
    return key === 'env' && typeof value === 'string' ? 'plain' : 'secret';
  }
  return secretKeys.test(key) && typeof value !== 'boolean' ? 'secret' : 'plain';
}

/**
 * Whether it contains anything other than null, empty values and the API's marks. Too deep to tell
 * counts as content.
 */
function holdsContent(value: Json, depth: number): boolean {
  if (value === null || value === '') return false;
  if (typeof value === 'string') return !isMarkOfApi(value);
  if (typeof value !== 'object') return true;
  if (depth >= maxDepth) return true;
  return Object.values(value).some((child) => holdsContent(child ?? null, depth + 1));
}

function limitDepth(value: Json, depth: number): Json {
  return copyChildren(value, { pointer: '', depth }, (child, at) => limitDepth(child, at.depth));
}

/** Copies one level; `key` is null for the elements of a list. */
function copyChildren(
  value: Json,
  { pointer, depth }: Position,
  copy: (child: Json, position: Position, key: string | null) => Json,
): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return tooDeep;
  const at = (key: string): Position => ({ pointer: `${pointer}/${key}`, depth: depth + 1 });
  if (!isObject(value)) {
    return value.map((element, index) => copy(element, at(String(index)), null));
  }
  // Without a prototype, `__proto__` is a key like any other.
  const copied = Object.create(null) as Record<string, Json>;
  for (const [key, element] of Object.entries(value)) {
    copied[key] = copy(element ?? null, at(escapeKey(key)), key);
  }
  return copied;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The value at a JSON pointer; undefined if there is none. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  if (pointer === '') return root;
  if (!pointer.startsWith('/')) return undefined;
  let value: Json | undefined = root;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = isObject(value) ? value[key] : value[Number(key)];
  }
  return value;
}
