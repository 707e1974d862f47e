export interface Page {
  readonly title: string;
  /** Which panel's script to start. */
  readonly panel: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
  /** The webview's `cspSource`, and addresses made by its `asWebviewUri`. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** New and unguessable for every page. */
  readonly nonce: string;
}

/** The page that a panel's script fills. Only that script and that style can run or load in it. */
export function toHtml({ title, panel, language, cspSource, script, style, nonce }: Page): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(style)}">
<title>${escape(title)}</title>
</head>
<body>
<main id="root" data-panel="${escape(panel)}"></main>
<script nonce="${escape(nonce)}" src="${escape(script)}"></script>
</body>
</html>
`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
