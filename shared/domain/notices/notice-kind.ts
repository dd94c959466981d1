/** Kinds of mails; each has its content and its words. */
export type NoticeKind =
  | 'renewal'
  | 'expired'
  | 'renewed'
  | 'reinstated'
  | 'renewal-at-risk'
  | 'listing-incomplete'
  | 'listing-visible'
  | 'operator-alert';
