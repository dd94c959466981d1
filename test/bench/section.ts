/** A part of docs/performance.md: what was measured, and in which figures. */
export type Section = {
  readonly title: string;
  /** What is compared with what, and how. */
  readonly about: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export const ratio = (value: number): string => value.toFixed(2);
