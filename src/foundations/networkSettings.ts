import * as vscode from 'vscode';
import type { NetworkSettings } from '../cloudfoundry/network/settings.ts';
import { asString, asStrings } from '../cloudfoundry/json.ts';
import type { Foundation } from '../explorer/rows.ts';

/**
 * How to reach a foundation: VS Code's current settings for proxies and certificates, and the
 * foundation's own.
 */
export function readNetworkSettings(
  foundation: Pick<Foundation, 'caFile' | 'skipsValidation' | 'trustedBlobOrigins'>,
): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const read = (name: string): unknown => http.get(name);
  return {
    proxy: {
      support: asString(read('proxySupport')) ?? 'override',
      url: asString(read('proxy')) ?? '',
      authorization: asString(read('proxyAuthorization')),
      noProxy: asStrings(read('noProxy')),
      isStrict: read('proxyStrictSSL') !== false,
    },
    environment: process.env,
    trustsSystem: read('systemCertificates') !== false,
    caFile: foundation.caFile,
    skipsValidation: foundation.skipsValidation,
    trustedBlobOrigins: foundation.trustedBlobOrigins,
  };
}
