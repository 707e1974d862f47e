import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import {
  commandIds,
  contextKeys,
  settingIds,
  viewId,
  type ContextWord,
} from '../../src/contributions.ts';
import type { ExplorerState } from '../../src/explorer/explorerState.ts';
import type { Row } from '../../src/explorer/rows.ts';
import { parseFoundationSetting } from '../../src/foundations/foundationSetting.ts';

const { contributes } = manifest;
const menus = Object.values(contributes.menus).flat();
const conditions = [...menus, ...contributes.viewsWelcome].map(({ when }) => when);

describe('package.json', () => {
  it('has the commands in the code, and no others', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual(contributed.sort(), Object.values<string>(commandIds).sort());
  });

  it('has the settings in the code, and no others', () => {
    const contributed = Object.keys(contributes.configuration.properties);
    assert.deepEqual(contributed.sort(), Object.values<string>(settingIds).sort());
  });

  it('has the view in the code', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      [viewId],
    );
  });

  it('puts only contributed commands into menus and welcome texts', () => {
    const known = new Set<string>(Object.values(commandIds));
    const linked = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\(command:([^)]+)\)/g)].map(([, id]) => id ?? ''),
    );
    const used = [...menus.map(({ command }) => command), ...linked];
    assert.ok(linked.length > 0);
    assert.deepEqual(
      used.filter((id) => !known.has(id)),
      [],
    );
  });

  it('uses only conditions that the code sets', () => {
    const told = new Set<string>([viewId, ...Object.values(contextKeys)]);
    const asked = conditions.flatMap((when) => when.match(/cfDroplets\.\w+/g) ?? []);
    assert.deepEqual(
      asked.filter((name) => !told.has(name)),
      [],
    );
    for (const key of Object.values(contextKeys)) assert.ok(asked.includes(key), key);
  });

  it('uses only states of the explorer that exist', () => {
    const states: Record<ExplorerState, true> = {
      noFoundation: true,
      signedOut: true,
      untrusted: true,
      unreachable: true,
      empty: true,
      shown: true,
    };
    const asked = conditions.flatMap((when) =>
      [...when.matchAll(/cfDroplets\.state [!=]= (\w+)/g)].map(([, state]) => state ?? ''),
    );
    assert.deepEqual(new Set(asked), new Set(Object.keys(states)));
  });

  it('uses only kinds of rows that exist', () => {
    const kinds: Record<Row['kind'], true> = {
      foundation: true,
      organization: true,
      space: true,
      app: true,
      droplet: true,
      results: true,
      loadMore: true,
      problem: true,
      empty: true,
      incomplete: true,
    };
    const asked = rowPatterns().flatMap((pattern) => {
      const first = /^\^\(?([\w|]+)/.exec(pattern);
      return first?.[1]?.split('|') ?? [];
    });
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((kind) => !Object.hasOwn(kinds, kind)),
      [],
    );
  });

  it('uses every word that rows add to their kind, and no other', () => {
    const words: Record<ContextWord, true> = {
      assignable: true,
      changeable: true,
      comparable: true,
      deploying: true,
      paused: true,
      deletable: true,
      downloadable: true,
      filtered: true,
      found: true,
      hasMore: true,
      searching: true,
      unchecked: true,
      untrusted: true,
    };
    const asked = rowPatterns().flatMap((pattern) =>
      [...pattern.matchAll(/\\b([a-zA-Z]+)\\b/g)].map(([, word]) => word ?? ''),
    );
    assert.deepEqual(new Set(asked), new Set(Object.keys(words)));
  });

  it('takes every text from package.nls.json, which contains no others', () => {
    const asked = JSON.stringify(manifest).match(/(?<=%)[\w.]+(?=%)/g) ?? [];
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(texts).sort());
  });

  it('names files that exist', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views)
        .flat()
        .map(({ icon }) => icon),
    ];
    for (const file of files) assert.ok(fs.existsSync(path.resolve(file)), file);
  });

  it('lets a workspace set only the page size', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['cfDroplets.foundations'].scope, 'machine');
    assert.equal(properties['cfDroplets.pageSize'].scope, 'window');
  });

  it('describes exactly those fields of a foundation that the code reads', () => {
    const { items } = contributes.configuration.properties['cfDroplets.foundations'];
    const full = {
      api: 'https://api.example.org',
      name: 'Example',
      caFile: '/ca.pem',
      skipTlsValidation: true,
      readOnly: true,
      trustedLinkOrigins: [],
      trustedBlobOrigins: [],
    };
    assert.deepEqual(parseFoundationSetting([full]).faults, []);
    assert.deepEqual(Object.keys(items.properties).sort(), Object.keys(full).sort());
    assert.deepEqual([items.required, items.additionalProperties], [['api'], false]);
  });

  it('activates the extension when it is used or a link to it is opened, and never at startup', () => {
    assert.deepEqual(manifest.activationEvents, ['onUri']);
  });
});

/** The regular expressions that conditions match `viewItem` against. */
function rowPatterns(): readonly string[] {
  return conditions.flatMap((when) =>
    [...when.matchAll(/viewItem =~ \/(.*?)\/(?:\s|$)/g)].map(([, pattern]) => pattern ?? ''),
  );
}
