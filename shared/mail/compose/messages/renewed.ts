/** The confirmation of a renewal, in time or recorded after expiry (R-NOT-1, R-REN-2, R-REN-6). */
import { windowOf } from '../../../domain/core/calendar.ts';
import { isSameCompetency, type Terms } from '../../../domain/offers/terms.ts';
import type { RenewedContent } from '../../../domain/renewal/contents.ts';
import { type Language, languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message, Section } from '../message.ts';
import { nameOrDash } from '../name.ts';
import { membershipSubject } from '../subject.ts';
import { attachmentOf } from './parts/attachment.ts';
import { actionOf, dateRange, frameFor, type MessageRecipient, membershipFacts, partnerNameOf } from './parts/frame.ts';
import { lossItems } from './parts/losses.ts';
import { togetherFacts } from './parts/together.ts';

/** @see RenewedContent */
export function renewedMessage(content: RenewedContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words[content.kind];
  const sentence = content.kind === 'reinstated' && !content.isInTime ? language.words.overridden : words;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  if (content.continuesIn !== null) return continuedMessage(content, content.continuesIn, to);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'good',
    headline: words.headline,
    detail: words.detail(formats.date(content.nextAnniversary)),
    lead: [sentence.lead({ membership, partner, paidOn: formats.date(content.paidOn) })],
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      ...nextCycleFacts(content, language),
    ],
    sections: endedSections(content, language),
    action: actionOf('benefits', content, to),
    attachment: attachmentOf(content, language),
  };
}

/**
 * What was paid ends, or has ended, because another membership takes its place: its own next renewal is not named
 * (R-REN-6).
 */
function continuedMessage(
  content: RenewedContent,
  { membershipId, on }: NonNullable<RenewedContent['continuesIn']>,
  to: MessageRecipient,
): Message {
  const language = languageFor(to);
  const { formats } = language;
  const { continued, [content.kind]: words } = language.words;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const paidOn = formats.date(content.paidOn);
  const day = formats.date(on);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(continued.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'good',
    headline: continued.headline,
    detail: continued.detail(day),
    lead: [continued.lead({ membership, partner, paidOn }), continued.inItsPlace(nameOrDash(membershipId), day)],
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      { label: words.paidOn, value: paidOn },
    ],
    sections: endedSections(content, language),
    action: actionOf('benefits', content, to),
    attachment: attachmentOf(content, language),
  };
}

/** The payment, and the next anniversary with its window. */
export function nextCycleFacts(
  { kind, paidOn, nextAnniversary }: Pick<RenewedContent, 'kind' | 'paidOn' | 'nextAnniversary'>,
  language: ReaderLanguage,
): Fact[] {
  const words = language.words[kind];
  const { opens, closes } = windowOf(nextAnniversary);
  return [
    { label: words.paidOn, value: language.formats.date(paidOn) },
    { label: words.newAnniversary, value: language.formats.date(nextAnniversary) },
    { label: words.nextWindow, value: dateRange(language, opens, closes) },
  ];
}

/** What the payment did not renew: at a lower level only, or not at all (R-REN-4, R-MRG-4). */
function endedSections({ ended, terms, together, losses }: RenewedContent, language: Language): Section[] {
  const { fallback, together: words } = language.words;
  const renewed = together.length > 0 ? together : [terms];
  const items = ended.map((was) => ({ was, is: insteadOf(was, renewed) }));
  const name = (each: Terms) => membershipNameOf(language, each);
  const lowered = items.flatMap(({ was, is }) => (is === null ? [] : [fallback.text(name(was), name(is))]));
  const dropped = items.flatMap(({ was, is }) => (is === null ? [words.ended.text(name(was))] : []));
  const { losses: lossWords } = language.words.expired;
  return [
    ...sectionOf(fallback.heading, lowered),
    ...sectionOf(words.ended.heading, dropped),
    ...sectionOf(
      lossWords.heading,
      lossItems(losses, lossWords, []).map(({ text }) => text),
    ),
  ];
}

/** The lower level at which terms are renewed; null: they are not renewed. */
function insteadOf(was: Terms, renewed: readonly Terms[]): Terms | null {
  const [only, ...others] = renewed;
  if (only?.offer === 'learning-action-pack' && others.length === 0) return only;
  return renewed.find((each) => isSameCompetency(each, was)) ?? null;
}

function sectionOf(heading: string, texts: readonly string[]): Section[] {
  const [intro = null, ...rest] = texts;
  if (intro === null) return [];
  return rest.length === 0
    ? [{ heading, intro, items: [] }]
    : [{ heading, intro: null, items: texts.map((text) => ({ label: null, text })) }];
}
