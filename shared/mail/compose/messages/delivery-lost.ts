/** Courseware may no longer be delivered to others, since the last trainer went (R-MEM-10). */
import type { DeliveryLostContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf } from '../language.ts';
import type { Message } from '../message.ts';
import { membershipSubject } from '../subject.ts';
import { actionOf, frameFor, type MessageRecipient, membershipFacts, partnerNameOf } from './parts/frame.ts';

/** @see DeliveryLostContent */
export function deliveryLostMessage(content: DeliveryLostContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const words = language.words.endings.deliveryLost;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const since = language.formats.date(content.since);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'notice',
    headline: words.headline,
    detail: words.detail(since),
    lead: [words.lead(partner, since), words.offers],
    facts: membershipFacts(content, membership, language),
    sections: [{ heading: language.words.atRisk.fix.heading, intro: words.next, items: [] }],
    action: actionOf('training', content, to),
  };
}
