/** The renewal notice (R-NOT-5). */
import { addDays, daysBetween } from '../../../domain/core/calendar.ts';
import type { RenewalContent } from '../../../domain/renewal/contents.ts';
import type { RenewalWords } from '../catalogue.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Message, Section, TimelinePoint, Tone } from '../message.ts';
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
import { licenceItems } from './parts/licences.ts';
import { lossItems, lostNames } from './parts/losses.ts';
import { missingSections, otherActions } from './parts/missing-sections.ts';
import { paymentFacts } from './parts/payment-facts.ts';
import { chooseByPhase, phaseOf } from './parts/phase.ts';
import { togetherFacts } from './parts/together.ts';

/** The strip is red when at most this many days are left. */
const URGENT_DAYS = 7;

/** Licences that a renewal notice names one by one; the expiry notice names all. */
const MAX_LICENCES = 10;

/** @see RenewalContent */
export function renewalMessage(content: RenewalContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const words = language.words.renewal;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const anniversary = language.formats.date(content.anniversary);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(countdown(words.subject, content), content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: toneOf(content),
    headline: countdown(words.headline, content),
    detail: detailOf(content, language),
    timeline: timelineOf(content, language),
    lead: [
      words.lead({ membership, partner, anniversary }),
      ...(content.together.length > 0 ? [language.words.together.lead] : []),
      words.grace,
    ],
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      ...paymentFacts(content, content.windowCloses, to, language),
    ],
    sections: sectionsOf(content, language),
    ...actionsOf(content, to, words.act),
    attachment: attachmentOf(content, language),
  };
}

/** The button to what can be done now: nothing is paid before the window opens (R-REN-1). The rest are links. */
function actionsOf(content: RenewalContent, to: MessageRecipient, text: string): Pick<Message, 'action' | 'links'> {
  const others = linksOf(otherActions(content), content, to);
  if (phaseOf(content) !== 'before') return { action: actionOf('pay', content, to, text), links: others };
  const [first, ...links] = others;
  return { action: first === undefined ? partnerCenterAction(to, text) : { text: null, ...first }, links };
}

/** The days until the window opens, or those left in it. */
function countdown(words: RenewalWords['subject'], content: RenewalContent): string {
  return chooseByPhase(phaseOf(content), {
    before: () => words.before(content.daysUntilOpen),
    open: () => words.open(content.daysLeft),
    lastDay: () => words.lastDay,
  });
}

function toneOf(content: RenewalContent): Tone {
  if (phaseOf(content) === 'before') return 'calm';
  return content.daysLeft <= URGENT_DAYS ? 'urgent' : 'notice';
}

function detailOf({ daysLeft, ...content }: RenewalContent, { words, formats, deadline }: ReaderLanguage): string {
  const { detail } = words.renewal;
  const asOf = formats.date(content.asOf);
  const closes = deadline(content.windowCloses);
  return chooseByPhase(phaseOf({ ...content, daysLeft }), {
    before: () => detail.before({ asOf, closes, daysLeft }),
    open: () => detail.open({ asOf, closes, daysLeft }),
    lastDay: () => detail.lastDay(closes),
  });
}

/** AD → window → last day, with the elapsed share of the window. */
function timelineOf(content: RenewalContent, { words, formats, deadline }: ReaderLanguage): TimelinePoint[] {
  const { asOf, anniversary, windowOpens, windowCloses } = content;
  const { timeline } = words.renewal;
  const over = daysBetween(windowOpens, asOf) / daysBetween(windowOpens, windowCloses);
  return [
    { label: timeline.anniversary, date: formats.date(anniversary), progress: asOf > anniversary ? 1 : 0 },
    { label: timeline.opens, date: formats.date(windowOpens), progress: Math.min(Math.max(over, 0), 1) },
    { label: timeline.closes, date: deadline(windowCloses), progress: asOf >= windowCloses ? 1 : 0 },
  ];
}

function sectionsOf(content: RenewalContent, language: ReaderLanguage): Section[] {
  return [...missingSections(content, language), lossesSection(content, language)];
}

function lossesSection(content: RenewalContent, language: ReaderLanguage): Section {
  const { losses } = language.words.renewal;
  return {
    heading: losses.heading,
    intro: losses.intro(language.formats.date(addDays(content.windowCloses, 1))),
    items: [
      ...lossItems(content.losses, losses, lostNames(content, language)),
      ...licenceItems(content.licences, language, MAX_LICENCES),
    ],
  };
}
