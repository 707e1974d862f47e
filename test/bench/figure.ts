/** One line of the table. A value up to its target is good. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

/**
 * The middle one. Of ratios that were measured side by side it is the one to believe: what else the machine does
 * makes single ones too good or too bad, and a minimum would leave out the garbage collection that belongs to the work.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured.');
  return Math.round(middle * 100) / 100;
}
