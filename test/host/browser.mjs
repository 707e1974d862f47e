// Chromium, driven by Playwright.
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const flags = [
  '--no-sandbox', // containers and root have none to offer
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/**
 * Starts Chromium with a profile in that folder.
 * @param {{ profileFolder: string, isHeadless?: boolean, viewport?: { width: number, height: number } }} options
 */
export async function startBrowser({
  profileFolder,
  isHeadless = true,
  viewport = { width: 1280, height: 800 },
}) {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error('There is no Chromium: "node test/host/install.mjs" installs one.');
  }
  return chromium.launchPersistentContext(profileFolder, {
    executablePath,
    headless: isHeadless,
    viewport,
    args: flags,
    // It would otherwise write crash reports and caches into the home folder.
    env: { ...process.env, XDG_CONFIG_HOME: profileFolder, XDG_CACHE_HOME: profileFolder },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Whoever started us ends us; Playwright's own handlers would come first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
