/** The expiry notice (R-EXP-1, R-LIC-6). */
import type { ExpiredContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Message, Section } from '../message.ts';
import type { Name } from '../name.ts';
import { membershipSubject } from '../subject.ts';
import { actionOf, frameFor, type MessageRecipient, membershipFacts, partnerNameOf } from './parts/frame.ts';
import { licenceItems } from './parts/licences.ts';
import { lossItems, lostNames } from './parts/losses.ts';
import { togetherFacts } from './parts/together.ts';

/** @see ExpiredContent */
export function expiredMessage(content: ExpiredContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.expired;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const pastPoint = (label: string, date: ExpiredContent['expiredOn']) => ({
    label,
    date: formats.date(date),
    progress: 1,
  });
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'ended',
    headline: words.headline,
    detail: words.detail(formats.date(content.expiredOn)),
    timeline: [
      pastPoint(words.timeline.anniversary, content.anniversary),
      pastPoint(words.timeline.closed, content.windowClosed),
      pastPoint(words.timeline.expired, content.expiredOn),
    ],
    lead: [leadOf(content, { membership, partner }, language)],
    facts: [...membershipFacts(content, membership, language), ...togetherFacts(content, language)],
    sections: sectionsOf(content, language),
    action: actionOf('purchase', content, to),
  };
}

function leadOf(
  { reversed, windowClosed }: ExpiredContent,
  names: { membership: string; partner: Name },
  { words, formats, deadline }: ReaderLanguage,
): string {
  const what = { ...names, windowClosed: deadline(windowClosed) };
  if (reversed === null) return words.expired.lead(what);
  const { paidOn, cause } = reversed;
  return words.expired.reversed({ ...what, paidOn: formats.date(paidOn), cause: words.paymentReversed.causes[cause] });
}

/** Every licence is named: the reader has to act on each of them. */
function sectionsOf(content: ExpiredContent, language: ReaderLanguage): Section[] {
  const { words, deadline } = language;
  const { losses, software, next } = words.expired;
  // What was recorded by mistake was perhaps made elsewhere; what was given back is known to the reader.
  const isGivenBack = content.reversed !== null && content.reversed.cause !== 'error';
  const inTime = isGivenBack ? next.paidAgain : next.paidInTime;
  const steps = [next.anew, inTime(deadline(content.windowClosed))];
  return [
    {
      heading: losses.heading,
      intro: null,
      items: [
        ...lossItems(content.losses, losses, lostNames(content, language)),
        ...licenceItems(content.licences, language),
      ],
    },
    { heading: software.heading, intro: software.text, items: [] },
    { heading: next.heading, intro: null, items: steps.map((text) => ({ label: null, text })) },
  ];
}
