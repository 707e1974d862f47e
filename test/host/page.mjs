// Opens VS Code's page in a browser, with extensions in development and tests where wanted.

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Development
 * @property {readonly string[]} extensions  folders of extensions in development
 * @property {string} [tests]  the module that exports run(); inside one of these folders, says VS Code since 1.13x
 */

/**
 * Opens the page; resolves once the server has answered.
 * @param {Page} page
 * @param {import('./server.mjs').VSCodeServer} server
 * @param {object} [options]
 * @param {string | undefined} [options.folder] a folder or .code-workspace to open
 * @param {Development} [options.development]
 * @param {string | undefined} [options.logLevel] of one extension: `publisher.name:trace`
 */
export async function openPage(page, server, { folder, development, logLevel } = {}) {
  /** @type {[string, string][]} */
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (logLevel) {
    payload.push(['logLevel', logLevel]);
  }
  if (development) {
    await configureDevelopment(page, server, development);
    // VS Code 1.100 reads the same from here; later versions don't.
    const toUri = (/** @type {string} */ file) => `vscode-remote://${server.authority}${file}`;
    for (const extension of development.extensions) {
      payload.push(['extensionDevelopmentPath', toUri(extension)]);
    }
    if (development.tests) {
      payload.push(['extensionTestsPath', toUri(development.tests)]);
    }
  }
  const query = new URLSearchParams({ tkn: server.token, payload: JSON.stringify(payload) });
  if (folder) {
    query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  } else {
    query.set('ew', 'true'); // an empty window
  }
  await page.goto(`http://${server.authority}/?${query}`, { waitUntil: 'commit' });
}

/**
 * VS Code takes extensions in development from the page's own configuration. It is changed within the page: an answer that
 * is changed under way (`page.route`) counts as a page from elsewhere, which Chromium then refuses its WebSocket.
 * @param {Page} page
 * @param {import('./server.mjs').VSCodeServer} server
 * @param {Development} development
 */
async function configureDevelopment(page, server, development) {
  const toUri = (/** @type {string} */ path) => ({
    $mid: 1,
    scheme: 'vscode-remote',
    authority: server.authority,
    path,
  });
  const options = {
    extensions: development.extensions.map(toUri),
    ...(development.tests ? { extensionTestsPath: toUri(development.tests) } : {}),
  };
  await page.addInitScript((developmentOptions) => {
    const change = () => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      const configuration = JSON.parse(element?.dataset['settings'] ?? '{}');
      Object.assign((configuration.developmentOptions ??= {}), developmentOptions);
      element?.setAttribute('data-settings', JSON.stringify(configuration));
    };
    // The page is parsed then, and VS Code's scripts, being modules, have not run yet.
    document.addEventListener('readystatechange', change, { once: true });
  }, options);
}
