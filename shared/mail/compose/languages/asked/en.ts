/** English. Awaits a review by a native reader before a real mailing. */
import type { AskedWords } from './words.ts';

export const en: AskedWords = {
  localEnd: null,
  kpiSoFar: (have, need, months, date) =>
    `${have} of the ${need} required so far (${months}). The KPI refresh of ${date} will decide.`,
  questions: (contact) => `Questions? ${contact}`,
  contact: (name, addresses) => `${name === null ? '' : `${name}: `}${addresses.join(' or ')}`,
  actions: {
    pay: 'Pay the annual fee',
    profileReview: 'Review the company profile',
    training: 'See the requirements',
    directory: 'Complete your directory listing',
    purchase: 'Purchase the membership again',
    benefits: 'Go to your benefits',
  },
  calendar: {
    summary: (membership, partner) => `Last day to renew: ${membership} – ${partner}`,
    attached: 'The attached calendar file adds the last day to renew to your calendar.',
    removed: 'The attached calendar file removes the last day to renew from your calendar.',
  },
};
