/** Levels below the own one at which a renewal may be accepted (R-REN-4). */
export const FALLBACKS = ['silver', 'learning-action-pack'] as const;
export type Fallback = (typeof FALLBACKS)[number];
