/** Names that Windows reserves for devices, with any extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** `storefront-3f9c01aa.tgz`, valid on the file systems of all platforms. */
export function fileNameOf(appName: string, dropletGuid: string): string {
  const app = atMost(safe(appName), maxBytes);
  const guid = safe(dropletGuid).slice(0, 8);
  return `${app === '' || devices.test(app) ? 'droplet' : app}-${guid}.tgz`;
}

/**
 * Most file systems allow 255 bytes for a name; the guid, the extension and the suffix of an
 * unfinished file need some of them.
 */
const maxBytes = 200;

function atMost(text: string, bytes: number): string {
  let cut = text.slice(0, bytes);
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return cut.replace(/[\ud800-\udbff]$/, '').replace(/[-.]+$/, '');
}

function safe(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{C}\s<>:"/\\|?*]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
