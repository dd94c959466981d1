/** Lower levels that an operator can accept for a renewal or enrolment (R-REN-4, R-MEM-4). */
export const FALLBACKS = ['silver', 'learning-action-pack'] as const;
export type Fallback = (typeof FALLBACKS)[number];
