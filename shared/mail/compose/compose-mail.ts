/** Composes mails in the recipient's language (R-NOT-5, R-NOT-6). */

import { requireHttpsUrl } from '../../domain/core/https-url.ts';
import type { Recipient } from '../../domain/partners/partner.ts';
import { htmlMail } from './layout/html-mail.ts';
import { textMail } from './layout/text-mail.ts';
import type { Message } from './message.ts';
import { atRiskMessage } from './messages/at-risk.ts';
import { deliveryLostMessage } from './messages/delivery-lost.ts';
import { endedMessage } from './messages/ended.ts';
import { expiredMessage } from './messages/expired.ts';
import { listingDroppedMessage } from './messages/listings/listing-dropped.ts';
import { listingIncompleteMessage } from './messages/listings/listing-incomplete.ts';
import { listingVisibleMessage } from './messages/listings/listing-visible.ts';
import { operatorAlertMessage } from './messages/operator-alert.ts';
import type { MessageRecipient } from './messages/parts/frame.ts';
import { paymentReversedMessage } from './messages/payment-reversed.ts';
import { renewalMessage } from './messages/renewal.ts';
import { renewedMessage } from './messages/renewed.ts';
import { upgradedMessage } from './messages/upgraded.ts';
import { nameOf, toSubject } from './name.ts';
import type { NoticeContent } from './notice-content.ts';
import type { MailProgram } from './program.ts';

/** A composed mail: one line of subject, and the two alternatives of its body. */
export type ComposedMail = { subject: string; text: string; html: string };

/**
 * Composes one mail. Pure: the same arguments give the same mail on any machine, on any day. Names in the content may
 * be any text. @throws RangeError if `partnerCenterUrl` is not an https address.
 *
 * @example
 * const url = 'https://contoso.example/';
 * const contoso = { partnerId: 'P-1', partnerName: 'Contoso Ltd', displayName: 'Contoso', url };
 * const content = { kind: 'listing-visible', visibleOn: civilDateOf('2021-09-07'), ...contoso };
 * const program = { partnerCenterUrl: 'https://partner.example', timeZone: 'UTC' };
 * composeMail(content, { name: 'Anna', locale: 'en' }, program).subject;
 * // 'Directory listing visible: Contoso – Contoso Ltd'
 */
export function composeMail(
  content: NoticeContent,
  recipient: Pick<Recipient, 'name' | 'locale'>,
  { partnerCenterUrl, ...program }: MailProgram,
): ComposedMail {
  const message = messageOf(content, {
    ...program,
    name: nameOf(recipient.name),
    locale: recipient.locale,
    partnerCenter: requireHttpsUrl(partnerCenterUrl, 'The address of Partner Center'),
  });
  return { subject: toSubject(message.subject), text: textMail(message), html: htmlMail(message) };
}

function messageOf(content: NoticeContent, to: MessageRecipient): Message {
  switch (content.kind) {
    case 'renewal':
      return renewalMessage(content, to);
    case 'expired':
      return expiredMessage(content, to);
    case 'renewed':
    case 'reinstated':
      return renewedMessage(content, to);
    case 'upgraded':
      return upgradedMessage(content, to);
    case 'consolidated':
    case 'benefits-ended':
      return endedMessage(content, to);
    case 'renewal-at-risk':
      return atRiskMessage(content, to);
    case 'delivery-lost':
      return deliveryLostMessage(content, to);
    case 'payment-reversed':
      return paymentReversedMessage(content, to);
    case 'listing-incomplete':
      return listingIncompleteMessage(content, to);
    case 'listing-visible':
      return listingVisibleMessage(content, to);
    case 'listing-dropped':
      return listingDroppedMessage(content, to);
    case 'operator-alert':
      return operatorAlertMessage(content, to);
  }
}
