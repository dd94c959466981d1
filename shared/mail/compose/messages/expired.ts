/** The expiry notice (R-EXP-1, R-LIC-6). */
import type { ExpiredContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Message, Section } from '../message.ts';
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
    lead: [words.lead({ membership, partner, windowClosed: language.deadline(content.windowClosed) })],
    facts: [...membershipFacts(content, membership, language), ...togetherFacts(content, language)],
    sections: sectionsOf(content, language),
    action: actionOf('purchase', content, to),
  };
}

/** Every licence is named: the reader has to act on each of them. */
function sectionsOf(content: ExpiredContent, language: ReaderLanguage): Section[] {
  const { words, deadline } = language;
  const { losses, software, next } = words.expired;
  const steps = [next.anew, next.paidInTime(deadline(content.windowClosed))];
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
