// Runs the integration suite inside one VS Code: node test/run/integration.mjs 1.139|1.100
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { registerExtensions } from '../host/environment.mjs';
import { hostNamed, isHostSupported, root } from '../host/hosts.mjs';
import { logErrors } from './logs.mjs';
import { report } from './mocha.mjs';
import { capturesVariable, findTokens } from './tokens.mjs';

const host = hostNamed(process.argv[2]);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
const userData = path.join(scratch, 'user');
const extensions = path.join(scratch, 'extensions');
const workspace = path.join(scratch, 'test.code-workspace');
const outcomeFile = path.join(scratch, 'outcome.json');
registerExtensions(extensions, [path.join(root, 'test/integration/storage')]);
// What a stranger's workspace may say. It has no folder, since VS Code would search that, for which 1.100 lacks a program.
fs.writeFileSync(
  workspace,
  JSON.stringify({
    folders: [],
    settings: {
      'cfDroplets.pageSize': 7,
      'cfDroplets.foundations': [{ api: 'https://evil.example' }],
      'workbench.tree.expandMode': 'doubleClick', // so that Enter selects a row, and no more
    },
  }),
);

/** Where VS Code from npm does not run, test-electron downloads the desktop's. */
const executable =
  process.env['VSCODE_EXECUTABLE'] ??
  (isHostSupported ? path.join(root, 'test/host/code.mjs') : undefined);

let problem = '';
try {
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : { version: host.vscode }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/integration/index.js'),
    extensionTestsEnv: {
      VSCODE_HOST: host.name,
      TEST_OUTCOME: outcomeFile,
      TEST_LOGS: path.join(userData, 'logs'),
      [capturesVariable]: path.join(scratch, 'captures'),
    },
    launchArgs: [workspace, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`],
  });
} catch (error) {
  problem = String(error);
}

const outcome = readOutcome();
const errors = logErrors(userData, outcome.expectedErrors);
if (errors.length > 0) {
  problem ||= 'Errors of the extension in the logs:';
  console.error([problem, ...errors].join('\n'));
}
// Here is all that VS Code has written, its browser's profile included, and what the tests' servers and proxies were told.
const found = findTokens(scratch);
if (found.length > 0) {
  problem ||= 'Tokens where none may be:';
  console.error([problem, ...found].join('\n'));
}
// A failure that no test counted is one too: VS Code did not end well, a log tells of an error, or a token is where none may be.
const failed = problem && outcome.failed === 0 ? 1 : outcome.failed;
report(`integration-${host.name}`, { passed: outcome.passed, failed });
fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });

/** @returns {{ passed: number, failed: number, expectedErrors: string[] }} */
function readOutcome() {
  return fs.existsSync(outcomeFile)
    ? JSON.parse(fs.readFileSync(outcomeFile, 'utf8'))
    : { passed: 0, failed: 0, expectedErrors: [] };
}
