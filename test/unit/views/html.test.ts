import assert from 'node:assert/strict';
import { toHtml } from '../../../src/views/panels/html.ts';

const page = {
  title: 'web 3f9c01aa',
  language: 'en',
  cspSource: 'https://*.vscode-cdn.net',
  panel: 'droplet',
  script: 'https://host/dist/webviews/panels.js',
  style: 'https://host/media/panel.css',
  nonce: 'n0nce',
};

describe('toHtml', () => {
  it('lets only its own script and style run or load', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(toHtml(page))?.[1];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://*.vscode-cdn.net; script-src 'nonce-n0nce'",
    );
  });

  it('contains no inline script, style or handler', () => {
    const html = toHtml(page);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.ok(html.includes(`<script nonce="n0nce" src="${page.script}"></script>`));
    assert.ok(!/<style|\sstyle=|\son\w+=/.test(html));
  });

  it('shows a title as plain text', () => {
    const html = toHtml({ ...page, title: '</title><script>alert("1")</script>&' });
    assert.ok(
      html.includes(
        '<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</title>',
      ),
    );
  });
});
