#!/usr/bin/env node
// Installs everything the tests need besides npm's packages: both VS Code hosts and Chromium. Does nothing where they are there.
//   node test/host/install.mjs
import { ensureChromium } from './chromium.mjs';
import { hosts } from './hosts.mjs';
import { ensureHost } from './installHost.mjs';

for (const host of hosts) {
  ensureHost(host);
}
ensureChromium();
console.log(`Installed: VS Code ${hosts.map((host) => host.vscode).join(' and ')}, Chromium.`);
