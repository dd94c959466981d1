/** Performance goals (R-COMP-1). */
export const METRICS = ['revenue', 'active-usage', 'deployed-seats', 'new-customers'] as const;
export type Metric = (typeof METRICS)[number];
