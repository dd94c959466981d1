import type { ListingIncompleteContent, ListingVisibleContent } from '../../domain/directory/contents.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import type { AtRiskContent, ExpiredContent, RenewalContent, RenewedContent } from '../../domain/renewal/contents.ts';

/** Everything that can be put into words. */
export type NoticeContent =
  | RenewalContent
  | ExpiredContent
  | RenewedContent
  | AtRiskContent
  | ListingIncompleteContent
  | ListingVisibleContent
  | OperatorAlertContent;
