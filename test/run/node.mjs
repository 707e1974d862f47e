// Runs a suite of plain Node: node test/run/node.mjs unit|conformance|ui
import path from 'node:path';
import { root } from '../host/hosts.mjs';
import { report, runMocha } from './mocha.mjs';

const suite = process.argv[2] ?? 'unit';
const timeout = suite === 'ui' ? 180_000 : 20_000;
report(suite, await runMocha(path.join(root, 'out', suite), timeout));
// A handle that a test left open is not to keep the run from ending; the search for leftovers finds processes.
process.exit();
