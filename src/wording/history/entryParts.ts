import type { Deployment } from '../../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import type { Detail } from '../../webviews/historyProtocol.ts';
import type { Mark } from '../../webviews/frame.ts';
import { shown } from '../inLine.ts';

/** Rows of details. Makes what the API sends safe to show; omits rows without a value. */
export function details(
  ...rows: readonly (readonly [label: string, value: string | null, kind?: 'code'])[]
): readonly Detail[] {
  return rows.flatMap(([label, value, kind]) =>
    value === null || value === ''
      ? []
      : [{ label, value: shown(value, 1000), isCode: kind === 'code' }],
  );
}

/** All buildpacks of a droplet with their versions, in the order in which they ran. */
export function buildpacksOf({ buildpacks }: Droplet): string | null {
  const names = buildpacks.map(({ name, buildpackName, version }) =>
    [buildpackName ?? name ?? '?', ...(version === null ? [] : [version])].join(' '),
  );
  return names.length === 0 ? null : names.join(', ');
}

/** The status of a deployment. */
export function deploymentMark({ isActive, error, reason }: Deployment): Mark {
  if (isActive) return 'running';
  if (error !== null || reason === 'FAILED') return 'failed';
  return reason === 'DEPLOYED' ? 'done' : 'ended';
}
