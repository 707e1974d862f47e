// VS Code reads more than text in the strings it draws: input boxes, quick picks and notifications make links of
// `[text](command:…)` and run them, labels make icons of `$(name)`, and controls can turn or hide what follows.

/** Longer than any line that VS Code shows, which cuts notifications itself. */
const maxLine = 1000;
/** Enough for the longest question that we ask. */
const maxLines = 20_000;

/** Controls, line separators, marks that change the direction, lone surrogates, invisible tags. */
const control =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
/** One line of text with nothing alive in it: no link, icon, line break, or control. Doing it twice changes nothing. */
export function inert(text: string): string {
  return withoutMarkup(bounded(text, maxLine).replace(control, ' '));
}

/** As `inert`, for texts of several lines. */
export function inertLines(text: string): string {
  const lines = bounded(text, maxLines).split('\n');
  return withoutMarkup(lines.map((line) => line.replace(control, ' ')).join('\n'));
}

/** A zero-width space parts what VS Code looks for, so that the text reads as it was written. */
function withoutMarkup(text: string): string {
  return text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}

function bounded(text: string, length: number): string {
  return text.length > length
    ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : text;
}
