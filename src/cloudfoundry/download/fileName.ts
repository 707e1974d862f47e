/** Names that Windows keeps for its devices, whatever follows the dot. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** `storefront-3f9c01aa.tgz`, fit for the disks of all systems. */
export function fileNameOf(appName: string, dropletGuid: string): string {
  const app = safe(appName).slice(0, 100);
  const guid = safe(dropletGuid).slice(0, 8);
  return `${app === '' || devices.test(app) ? 'droplet' : app}-${guid}.tgz`;
}

function safe(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{C}\s<>:"/\\|?*]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
