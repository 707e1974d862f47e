// VS Code interprets more than text in the strings it draws: input boxes, quick picks and
// notifications turn `[text](command:…)` into links that run commands, labels turn `$(name)` into
// icons, and control characters can reverse or hide what follows.

/** Longer than any line that VS Code shows; it shortens notifications itself. */
const maxLine = 1000;
/** Enough for our longest question. */
const maxLines = 20_000;

/** Control characters, line separators, text direction marks, lone surrogates, invisible tags. */
const control =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
/** Makes one line of plain text: no link, icon, line break or control character. Idempotent. */
export function inert(text: string): string {
  return withoutMarkup(bounded(text, maxLine).replace(control, ' '));
}

/** Like `inert`, for texts with several lines. */
export function inertLines(text: string): string {
  const lines = bounded(text, maxLines).split('\n');
  return withoutMarkup(lines.map((line) => line.replace(control, ' ')).join('\n'));
}

/** A zero-width space breaks up what VS Code looks for, so that the text looks as written. */
function withoutMarkup(text: string): string {
  return text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}

function bounded(text: string, length: number): string {
  return text.length > length
    ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : text;
}
