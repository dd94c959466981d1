import type { ListingIncompleteContent, ListingVisibleContent } from '../../domain/directory/contents.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import type { AtRiskContent, ExpiredContent, RenewalContent, RenewedContent } from '../../domain/renewal/contents.ts';

/** The content of any notice, of which `composeMail` makes a mail. */
export type NoticeContent =
  | RenewalContent
  | ExpiredContent
  | RenewedContent
  | AtRiskContent
  | ListingIncompleteContent
  | ListingVisibleContent
  | OperatorAlertContent;
