/** Lower levels that an operator can accept for a renewal or enrolment (R-REN-4, R-MEM-4). */
export const FALLBACKS = ['silver', 'learning-action-pack'] as const;
export type Fallback = (typeof FALLBACKS)[number];

/** What an operator can accept for a renewal: a lower level, or of a joint renewal what is attained (R-MRG-4). */
export const RENEWAL_FALLBACKS = [...FALLBACKS, 'attained'] as const;
export type RenewalFallback = (typeof RENEWAL_FALLBACKS)[number];
