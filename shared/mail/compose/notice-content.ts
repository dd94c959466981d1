import type {
  ListingDroppedContent,
  ListingIncompleteContent,
  ListingVisibleContent,
} from '../../domain/directory/contents.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import type {
  AtRiskContent,
  DeliveryLostContent,
  EndedContent,
  ExpiredContent,
  PaymentReversedContent,
  RenewalContent,
  RenewedContent,
  UpgradedContent,
} from '../../domain/renewal/contents.ts';

/** The content of any notice, of which `composeMail` makes a mail. */
export type NoticeContent =
  | RenewalContent
  | ExpiredContent
  | RenewedContent
  | UpgradedContent
  | EndedContent
  | AtRiskContent
  | DeliveryLostContent
  | PaymentReversedContent
  | ListingIncompleteContent
  | ListingVisibleContent
  | ListingDroppedContent
  | OperatorAlertContent;
