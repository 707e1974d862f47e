import type { Deployment } from '../../../cloudfoundry/resources/deployment.ts';
import type { Droplet } from '../../../cloudfoundry/resources/droplet.ts';
import { maskText } from '../../../cloudfoundry/secretText.ts';
import { toVisible } from '../../../cloudfoundry/visibleText.ts';
import type { Detail } from '../../../webviews/historyProtocol.ts';
import type { Outcome } from '../../../webviews/protocol.ts';

/** What a foundation says, fit for a line: visible, not too long, and without secrets. */
export function shown(text: string, length = 200): string {
  return toVisible(maskText(text), length);
}

/** The short name of a droplet, a build, a package. */
export function short(guid: string): string {
  return shown(guid.slice(0, 8));
}

/** What there is of these, in one line. */
export function joined(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== '').join(' · ');
}

/** Rows of details: what the API sends is shown with care, and what it does not send is left out. */
export function details(
  ...rows: readonly (readonly [label: string, value: string | null, kind?: 'code'])[]
): readonly Detail[] {
  return rows.flatMap(([label, value, kind]) =>
    value === null || value === ''
      ? []
      : [{ label, value: shown(value, 1000), isCode: kind === 'code' }],
  );
}

/** What a droplet was made with: `java_buildpack 4.63.0`, or its image. */
export function originOf({ image, buildpacks }: Droplet): string | null {
  if (image !== null) return shown(image);
  const last = buildpacks.at(-1);
  const name = last?.buildpackName ?? last?.name ?? null;
  return name === null ? null : shown(joinedName(name, last?.version ?? null));
}

/** All buildpacks of a droplet with their versions, in the order in which they ran. */
export function buildpacksOf({ buildpacks }: Droplet): string | null {
  const names = buildpacks.map(({ name, buildpackName, version }) =>
    joinedName(buildpackName ?? name ?? '?', version),
  );
  return names.length === 0 ? null : names.join(', ');
}

function joinedName(name: string, version: string | null): string {
  return version === null ? name : `${name} ${version}`;
}

/** How a deployment stands. */
export function deploymentOutcome({ isActive, error, reason }: Deployment): Outcome {
  if (isActive) return 'running';
  if (error !== null || reason === 'FAILED') return 'failed';
  return reason === 'DEPLOYED' ? 'done' : 'ended';
}
