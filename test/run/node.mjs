// Runs a suite of plain Node: node test/run/node.mjs unit|conformance|ui
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../host/hosts.mjs';
import { report, runMocha } from './mocha.mjs';
import { capturesVariable, findTokens } from './tokens.mjs';

const suite = process.argv[2] ?? 'unit';
const timeout = suite === 'ui' ? 180_000 : 20_000;
/** One UI test alone leaves about a quarter of two cores idle. More than two at a time would only slow each other down. */
const jobs = suite === 'ui' ? 2 : 1;
const captures = fs.mkdtempSync(path.join(os.tmpdir(), 'cfd-'));
process.on('exit', () => fs.rmSync(captures, { recursive: true }));
process.env[capturesVariable] = captures;
const counts = await runMocha(path.join(root, 'out', suite), timeout, jobs);
const found = findTokens(captures);
found.forEach((line) => console.error(line));
report(suite, { ...counts, failed: counts.failed + found.length });
// A handle that a test left open is not to keep the run from ending; the search for leftovers finds processes.
process.exit();
