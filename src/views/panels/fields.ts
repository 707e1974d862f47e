import type { Field, Shown } from '../../webviews/protocol.ts';

/** Values that are prose or names. */
export function text(label: string, ...values: readonly Shown[]): Field {
  return { label, values, isCode: false };
}

/** Values that are for machines: shown in the editor's font. */
export function code(label: string, ...values: readonly Shown[]): Field {
  return { label, values, isCode: true };
}
