import type { AgeValue, BuildpackValue } from './filter.ts';

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads `>90d` or `<2h`; null if it isn't an age. */
export function parseAge(text: string): AgeValue | null {
  const [, operator, count, unit = ''] = /^(<=?|>=?)(\d{1,6})([mhdw])$/i.exec(text) ?? [];
  const length = units[unit.toLowerCase()];
  if (operator === undefined || length === undefined) return null;
  return {
    operator: operator as AgeValue['operator'],
    milliseconds: Number(count) * length,
  };
}

/** Reads `java`, `java<4.60` or `>=1.8`; null if what follows the operator isn't a version. */
export function parseBuildpack(text: string): BuildpackValue | null {
  const [, name = '', operator, than = ''] = /^([^<>=]*)(<=|>=|[<>=])?(.*)$/s.exec(text) ?? [];
  if (operator === undefined) return { name: name.toLowerCase(), version: null };
  if (!/^v?\d{1,30}(?:\.\d{1,30}){0,9}(?:-[a-z\d.-]+)?$/i.test(than)) return null;
  type Operator = NonNullable<BuildpackValue['version']>['operator'];
  return { name: name.toLowerCase(), version: { operator: operator as Operator, than } };
}
