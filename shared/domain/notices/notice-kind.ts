/** Kinds of mails; each has its content and its words. */
export const NOTICE_KINDS = [
  'renewal',
  'expired',
  'renewed',
  'reinstated',
  'upgraded',
  'consolidated',
  'benefits-ended',
  'renewal-at-risk',
  'delivery-lost',
  'payment-reversed',
  'listing-incomplete',
  'listing-visible',
  'listing-dropped',
  'operator-alert',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
