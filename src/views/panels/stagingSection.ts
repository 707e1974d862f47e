import { asObject, asString } from '../../cloudfoundry/json.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Section, ShownValue } from '../../webviews/dropletProtocol.ts';
import { firstOf, text } from './fields.ts';
import type { Language } from '../../wording/language.ts';
import { maskedText, type TaggedDroplet } from '../../wording/shown.ts';

/**
 * What was requested and allowed for staging. Old droplets contain it themselves, today
 * their build does.
 */
export function stagingSection(
  lifecycle: Lifecycle,
  { droplet, show }: TaggedDroplet,
  language: Language,
): Section {
  const { l10n } = language;
  const build = lifecycle.build.kind === 'known' ? lifecycle.build.value : null;
  const ofDroplet = droplet.requested.buildpacks.map(show);
  const ofBuild = (build?.requested.buildpacks ?? []).map(maskedText);
  const { shown, note } = firstOf(ofDroplet.length > 0 ? ofDroplet : ofBuild, language);
  const megabytes = (value: number | null): ShownValue =>
    value === null ? show(null) : { kind: 'text', text: l10n.t('{0} MB', value) };
  const rate = build?.stagingLogRateLimitInBytesPerSecond ?? null;
  const unlimited = rate === -1 ? l10n.t('unlimited') : null;
  const credentials = asObject(asObject(droplet.raw['lifecycle'])['data'])['credentials'] ?? null;
  return {
    kind: 'fields',
    title: l10n.t('Staging'),
    note,
    fields: [
      text(l10n.t('Requested buildpacks'), ...(shown.length > 0 ? shown : [show(null)])),
      text(
        l10n.t('Requested stack'),
        show(droplet.requested.stack ?? build?.requested.stack ?? null),
      ),
      text(
        l10n.t('Memory'),
        megabytes(droplet.stagingMemoryInMb ?? build?.stagingMemoryInMb ?? null),
      ),
      text(l10n.t('Disk'), megabytes(droplet.stagingDiskInMb ?? build?.stagingDiskInMb ?? null)),
      ...(rate === null
        ? []
        : [
            text(l10n.t('Log rate'), {
              kind: 'text',
              text: unlimited ?? l10n.t('{0} bytes per second', rate),
            }),
          ]),
      // What remains of an object contains only the API's own marks.
      ...(credentials === null
        ? []
        : [text(l10n.t('Credentials'), show(asString(credentials) ?? '***'))]),
    ],
  };
}
