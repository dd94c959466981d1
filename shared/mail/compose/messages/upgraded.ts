/** Silver was upgraded to gold: what holds now, and what has ended (R-MEM-5, R-LIC-6). */
import type { UpgradedContent } from '../../../domain/renewal/contents.ts';
import { type Language, languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message, Section } from '../message.ts';
import { membershipSubject } from '../subject.ts';
import { attachmentOf } from './parts/attachment.ts';
import { actionOf, frameFor, type MessageRecipient, membershipFacts, partnerNameOf, withId } from './parts/frame.ts';
import { licenceItems } from './parts/licences.ts';
import { nextCycleFacts } from './renewed.ts';

/** @see UpgradedContent */
export function upgradedMessage(content: UpgradedContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.endings.upgraded;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const was = membershipNameOf(language, content.from.terms);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'good',
    headline: words.headline,
    detail: words.detail(formats.date(content.nextAnniversary)),
    lead: [words.lead({ membership, partner, was, paidOn: formats.date(content.paidOn) })],
    facts: [...membershipFacts(content, membership, language), ...cycleFacts(content, language)],
    sections: endedSections(content, withId(was, content.from.membershipId, language), language),
    action: actionOf('benefits', content, to),
    attachment: attachmentOf(content, language),
  };
}

function cycleFacts({ paidOn, nextAnniversary, discountPercent }: UpgradedContent, language: ReaderLanguage): Fact[] {
  const { upgraded } = language.words.endings;
  const facts = nextCycleFacts({ kind: 'renewed', paidOn, nextAnniversary }, language);
  const value = upgraded.percent(language.formats.number(discountPercent));
  return discountPercent === 0 ? facts : [...facts, { label: upgraded.discount, value }];
}

/** Every licence is named: the reader has to act on each of them. */
function endedSections({ paidOn, licences }: UpgradedContent, was: string, language: Language): Section[] {
  const { endings, expired } = language.words;
  const { heading, intro, noRefund } = endings.upgraded.ended;
  const items = [...licenceItems(licences, language), { label: null, text: noRefund }];
  const software: Section = { heading: expired.software.heading, intro: endings.software, items: [] };
  return [
    { heading, intro: intro(was, language.formats.date(paidOn)), items },
    ...(licences.length === 0 ? [] : [software]),
  ];
}
