/** What a mail can be about; each kind has its content and its words. */
export type NoticeKind =
  | 'renewal'
  | 'expired'
  | 'renewed'
  | 'reinstated'
  | 'renewal-at-risk'
  | 'listing-incomplete'
  | 'listing-visible'
  | 'operator-alert';
