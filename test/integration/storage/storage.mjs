/** @param {import('vscode').ExtensionContext} context */
export function activate({ globalState, secrets }) {
  return { globalState, secrets };
}
