#!/usr/bin/env node
// Installs what the tests need besides npm's packages: both VS Code hosts and Chromium, or those named. Does nothing where they
// are there.
//   node test/host/install.mjs [1.139] [1.100] [chromium]
import { ensureChromium } from './chromium.mjs';
import { hostNamed, hosts } from './hosts.mjs';
import { ensureHost } from './installHost.mjs';

const given = process.argv.slice(2);
const wanted = given.length > 0 ? given : [...hosts.map(({ name }) => name), 'chromium'];
for (const name of wanted) {
  if (name === 'chromium') ensureChromium();
  else ensureHost(hostNamed(name));
}
if (given.length === 0) {
  console.log(`Installed: VS Code ${hosts.map((host) => host.vscode).join(' and ')}, Chromium.`);
}
