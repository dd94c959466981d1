/** The message that a payment was reversed, and what holds now (R-REN-9). */
import type { CivilDate } from '../../../domain/core/calendar.ts';
import type { PaymentReversedContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Message } from '../message.ts';
import { nameOrDash } from '../name.ts';
import { membershipSubject } from '../subject.ts';
import { attachmentOf } from './parts/attachment.ts';
import {
  actionOf,
  frameFor,
  linksOf,
  type MessageRecipient,
  membershipFacts,
  partnerCenterAction,
  partnerNameOf,
} from './parts/frame.ts';
import { missingSections, otherActions } from './parts/missing-sections.ts';
import { paymentFacts } from './parts/payment-facts.ts';
import { togetherFacts } from './parts/together.ts';

/** @see PaymentReversedContent */
export function paymentReversedMessage(content: PaymentReversedContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.paymentReversed;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const paidOn = formats.date(content.paidOn);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: content.now.code === 'payable' ? 'urgent' : 'ended',
    headline: words.headline,
    detail: words.detail(paidOn),
    lead: [
      [words.lead({ membership, partner, paidOn }), words.causes[content.cause]].join(language.words.frame.space),
      stateText(content, language),
    ],
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      { label: language.words.renewed.paidOn, value: paidOn },
      ...(isPayable(content) ? paymentFacts(content, content.now.through, to, language) : []),
    ],
    sections: content.renewal === null ? [] : missingSections(content.renewal, language),
    action: isPayable(content) ? actionOf('pay', content, to) : partnerCenterAction(to, null),
    links: content.renewal === null ? [] : linksOf(otherActions(content.renewal), content, to),
    attachment: attachmentOf(content, language),
  };
}

type Payable = PaymentReversedContent & { now: { code: 'payable'; through: CivilDate } };

/** The fee of a renewal; that of an order may have a discount. */
const isPayable = (content: PaymentReversedContent): content is Payable =>
  content.paid === 'renewal' && content.now.code === 'payable';

function stateText({ now, paid }: PaymentReversedContent, { words, formats, deadline }: ReaderLanguage): string {
  const texts = words.paymentReversed;
  switch (now.code) {
    case 'payable':
    case 'over':
      return texts[paid][now.code](deadline(now.through));
    case 'expired':
      return texts.expired(formats.date(now.on));
    case 'superseded':
      return texts.superseded(nameOrDash(now.by), formats.date(now.on));
  }
}
