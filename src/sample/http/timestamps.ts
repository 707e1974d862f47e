import { listOf, type Parameter } from './query.ts';

const relations: ReadonlyMap<string, (time: number, bound: number) => boolean> = new Map([
  ['lt', (time, bound) => time < bound],
  ['gt', (time, bound) => time > bound],
  ['lte', (time, bound) => time <= bound],
  ['gte', (time, bound) => time >= bound],
]);

/** What is wrong with the value of `created_ats` or `updated_ats`, in the API's words. */
export function timestampErrors(label: string, value: Parameter): readonly string[] {
  if (typeof value === 'string') return listOf(value).flatMap((time) => formatErrors(label, time));
  const errors: string[] = [];
  for (const [relation, time] of value) {
    if (!relations.has(relation)) {
      errors.push(`${label} Invalid relational operator: '${relation}'`);
    }
    if (time.includes(',')) {
      errors.push(`${label} only accepts one value when using a relational operator`);
    } else {
      errors.push(...formatErrors(label, time));
    }
  }
  return errors;
}

function formatErrors(label: string, time: string): readonly string[] {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)) return [];
  return [
    `${label} has an invalid timestamp format. Timestamps should be formatted as 'YYYY-MM-DDThh:mm:ssZ'`,
  ];
}

/** Tests whether a time is one of the list, or meets every relation. */
export function within(value: Parameter): (time: number) => boolean {
  if (typeof value === 'string') {
    const times = new Set(listOf(value).map((one) => Date.parse(one)));
    return (time) => times.has(time);
  }
  const bounds = [...value].map(
    ([relation, bound]) => [relations.get(relation), Date.parse(bound)] as const,
  );
  return (time) => bounds.every(([meets, bound]) => meets?.(time, bound));
}
