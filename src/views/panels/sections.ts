import { boundedWord } from '../../cloudfoundry/bounds.ts';
import { asObject } from '../../cloudfoundry/json.ts';
import type { Redactable } from '../../cloudfoundry/resources/resource.ts';
import type { Lifecycle } from '../../explorer/lifecycle.ts';
import type { Section, ShownValue } from '../../webviews/dropletProtocol.ts';
import { code, firstOf, text } from './fields.ts';
import { historySection } from './historySection.ts';
import { type Language } from '../../wording/language.ts';
import { maskedText, type TaggedDroplet } from '../../wording/shown.ts';
import { stagingSection } from './stagingSection.ts';
import { toMoment } from '../../wording/times.ts';

/** All properties of the droplet, by subject. Omits subjects without data. */
export function toSections(
  lifecycle: Lifecycle,
  tagged: TaggedDroplet,
  language: Language,
): readonly Section[] {
  const { l10n } = language;
  const { droplet, show } = tagged;
  return [
    ...errorSection(lifecycle, tagged, language),
    factsSection(tagged, language),
    ...buildpacksSection(tagged, language),
    stagingSection(lifecycle, tagged, language),
    entriesSection(l10n.t('Process types'), droplet.processTypes, tagged, language),
    {
      kind: 'fields',
      title: l10n.t('Execution'),
      fields: [
        code(l10n.t('Execution metadata'), redactable(droplet.executionMetadata, show)),
        ...('procfile' in lifecycle.droplet.raw
          ? [code(l10n.t('Procfile'), show(droplet.procfile))]
          : []),
      ],
    },
    ...(droplet.environmentVariables.kind === 'absent'
      ? []
      : [entriesSection(l10n.t('Environment'), droplet.environmentVariables, tagged, language)]),
    entriesSection(
      l10n.t('Labels'),
      { kind: 'value', value: droplet.metadata.labels },
      tagged,
      language,
    ),
    entriesSection(
      l10n.t('Annotations'),
      { kind: 'value', value: droplet.metadata.annotations },
      tagged,
      language,
    ),
    ...historySection(lifecycle, language),
    linksSection(tagged, language),
  ];
}

function errorSection(
  { build }: Lifecycle,
  { droplet, show }: TaggedDroplet,
  { l10n }: Language,
): readonly Section[] {
  const ofBuild = build.kind === 'known' ? build.value.error : null;
  const fields = [
    ...(droplet.error === null ? [] : [text(l10n.t('Droplet'), show(droplet.error))]),
    ...(ofBuild === null || ofBuild === droplet.error
      ? []
      : [text(l10n.t('Build'), maskedText(ofBuild))]),
  ];
  return fields.length === 0 ? [] : [{ kind: 'fields', title: l10n.t('Error'), fields }];
}

function factsSection({ droplet, show }: TaggedDroplet, language: Language): Section {
  const { l10n } = language;
  const { checksum } = droplet;
  const time = (iso: string | null): ShownValue => {
    const moment = toMoment(iso, language);
    return moment
      ? { kind: 'text', text: l10n.t('{0} ({1})', moment.absolute, moment.relative) }
      : show(iso);
  };
  return {
    kind: 'fields',
    title: l10n.t('Droplet'),
    fields: [
      text(l10n.t('State'), show(droplet.state)),
      text(l10n.t('Lifecycle'), show(droplet.lifecycleType)),
      ...(droplet.image === null && droplet.lifecycleType !== 'docker'
        ? [text(l10n.t('Stack'), show(droplet.stack))]
        : [code(l10n.t('Image'), show(droplet.image))]),
      code(
        l10n.t('Checksum'),
        ...(checksum ? [show(checksum.type), show(checksum.value)] : [show(null)]),
      ),
      text(l10n.t('Created'), time(droplet.createdAt)),
      text(l10n.t('Updated'), time(droplet.updatedAt)),
      code(l10n.t('GUID'), show(droplet.guid)),
      code(l10n.t('Package GUID'), show(droplet.packageGuid)),
      code(l10n.t('App GUID'), show(droplet.appGuid)),
    ],
  };
}

const nothing: ShownValue = { kind: 'none', text: '–' };

function buildpacksSection(
  { droplet, show }: TaggedDroplet,
  language: Language,
): readonly Section[] {
  if (droplet.buildpacks.length === 0) return [];
  const { l10n } = language;
  const { shown, note } = firstOf(droplet.buildpacks, language);
  return [
    {
      kind: 'table',
      title: l10n.t('Buildpacks'),
      columns: [l10n.t('Name'), l10n.t('Version'), l10n.t('Buildpack'), l10n.t('Detect output')],
      note,
      rows: shown.map(({ name, version, buildpackName, detectOutput }) =>
        [name, version, buildpackName, detectOutput].map((value) =>
          value === null ? nothing : show(value),
        ),
      ),
    },
  ];
}

function linksSection({ droplet, show }: TaggedDroplet, language: Language): Section {
  const { l10n } = language;
  const { shown, note } = firstOf(Object.entries(droplet.links), language);
  return {
    kind: 'table',
    title: l10n.t('Links'),
    columns: [l10n.t('Name'), l10n.t('Method'), l10n.t('Address')],
    note,
    rows: shown.flatMap(([name, link]) =>
      link ? [[show(name), show(link.method), show(link.href)]] : [],
    ),
  };
}

/** Named values; a single field if the API withholds them as a whole. */
function entriesSection(
  title: string,
  entries: Redactable<object>,
  { show }: TaggedDroplet,
  language: Language,
): Section {
  const all = entries.kind === 'value' ? Object.entries(asObject(entries.value)) : [];
  const { shown, note } = firstOf(all, language);
  const fields = shown.map(([name, value]) =>
    code(
      boundedWord(name),
      show(typeof value === 'string' ? value : (JSON.stringify(value) ?? null)),
    ),
  );
  const withheld = entries.kind === 'redacted' ? [text(title, redactable(entries, show))] : [];
  return { kind: 'fields', title, fields: [...fields, ...withheld], note };
}

function redactable(value: Redactable<unknown>, show: TaggedDroplet['show']): ShownValue {
  switch (value.kind) {
    case 'value':
      return show(typeof value.value === 'string' ? value.value : null);
    case 'redacted':
      return { kind: 'hidden', text: value.message };
    case 'absent':
      return show(null);
  }
}
