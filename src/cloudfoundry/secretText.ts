// Finds secrets in texts that aren't secret as a whole: addresses with a password or a signature,
// tokens, keys. Every pattern consumes what it inspects or is bounded, so a malicious text of
// megabytes costs one pass.

/**
 * Replaces any secret, whatever its length. The API's own mark is `***`; the two must
 * not be confused.
 */
export const mask = '••••••••';

const address = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'<>`]+/gi;
const bearer = /\b(bearer)\s+[\w.~+/=-]{8,}/gi;
const basic = /\b(basic)\s+[a-z0-9+/]{8,}={1,2}/gi;
const jsonWebToken = /\beyJ[\w-]*(?:\.[\w-]+\.[\w-]*)?/g;
const assignment =
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|access)[-_]?key)[\w-]{0,40}["']?\s{0,3}=\s{0,3}["']?)[^\s&;,"']+/gi;
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

/**
 * Query parameters that sign an address or carry a token; the pre-signed addresses of every
 * blob store have one.
 */
const signing =
  /sig|token|secret|pass|key|credential|auth|code|hmac|md5|^x-(?:amz|goog|ms|oss|cos)-/i;

/** Masks the secret parts of a text; returns the same text if there are none. */
export function maskText(text: string): string {
  return text
    .replace(privateKey, mask)
    .replace(address, maskAddress)
    .replace(bearer, `$1 ${mask}`)
    .replace(basic, `$1 ${mask}`)
    .replace(jsonWebToken, (token) => (token.includes('.') ? mask : token))
    .replace(assignment, (found, name: string) =>
      found.endsWith(mask) || isMarkOfApi(found.slice(name.length)) ? found : `${name}${mask}`,
    );
}

/**
 * Whether the text is exactly the mark that a Cloud Controller puts in place of what it withholds.
 */
export function isMarkOfApi(text: string): boolean {
  return /^(?:\[?PRIVATE DATA HIDDEN(?: IN LISTS)?\]?|\[REDACTED\]|\*{3,})$/.test(text);
}

/**
 * Whether the API withheld the text, fully or in the user info of an address (`https://***:***@…`).
 */
export function isHiddenByApi(text: string): boolean {
  return isMarkOfApi(text) || /:\/\/\*{3,}(?::\*{3,})?@/.test(text);
}

function maskAddress(found: string): string {
  const start = found.indexOf('://') + 3;
  const end = start + userInfoLength(found.slice(start));
  const userInfo = found.slice(start, Math.max(start, end - 1));
  const isSecret = userInfo !== '' && userInfo !== 'git' && !/^\*{3,}(?::\*{3,})?$/.test(userInfo);
  const head = isSecret ? `${found.slice(0, start)}${mask}@` : found.slice(0, end);
  return `${head}${maskParameters(found.slice(end))}`;
}

/**
 * The length of `user:password@`. A password may contain an unescaped slash, which a port can't.
 */
function userInfoLength(rest: string): number {
  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  const at = authority.lastIndexOf('@');
  if (at >= 0) return at + 1;
  const unescaped = /^[^/?#@:[]*:(?!\d{1,5}(?:[/?#]|$))[^@]*@/.exec(rest);
  return unescaped ? unescaped[0].length : 0;
}

/** Masks the whole query and fragment if any parameter signs or authorizes. */
function maskParameters(rest: string): string {
  return rest.replace(/([?#])([^?#]+)/g, (part, separator: string, parameters: string) => {
    const isSigned = parameters.split(/[&;]/).some((parameter) => {
      const [name, value] = parameter.split('=', 2);
      return value !== undefined && value !== '' && value !== mask && signing.test(name ?? '');
    });
    return isSigned ? `${separator}${mask}` : part;
  });
}
