/** The notice that the next renewal is at risk, since when, and the shortfalls (R-COMP-5). */
import type { AtRiskContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message } from '../message.ts';
import {
  dateRange,
  frameFor,
  type MessageRecipient,
  membershipFacts,
  partnerCenterAction,
  partnerNameOf,
} from './frame.ts';
import { shortfallItem } from './missing.ts';

/** @see AtRiskContent */
export function atRiskMessage(content: AtRiskContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.atRisk;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const hasExamShortfall = content.missing.some(({ code }) => code === 'exams');
  const missing = content.missing.map((shortfall) => shortfallItem(shortfall, language));
  return {
    ...frameFor(content, to),
    subject: language.words.subject(words.subject, membership, partner),
    eyebrow: words.eyebrow,
    tone: 'notice',
    headline: words.headline,
    detail: words.detail(formats.date(content.since)),
    lead: [
      words.lead({ membership, partner, anniversary: formats.date(content.anniversary) }),
      ...(hasExamShortfall ? [words.oftenPeople] : []),
      words.status,
    ],
    facts: [...membershipFacts(content, membership, language), ...dateFacts(content, language)],
    sections: [
      { heading: language.words.renewal.missing.heading, intro: null, items: missing },
      {
        heading: words.fix.heading,
        intro: words.fix.text(language.deadline(content.windowCloses)),
        items: hasExamShortfall ? [{ label: null, text: words.fix.people }] : [],
      },
    ],
    action: partnerCenterAction(to, null),
  };
}

function dateFacts({ anniversary, windowOpens, windowCloses }: AtRiskContent, language: ReaderLanguage): Fact[] {
  const { atRisk, renewal } = language.words;
  return [
    { label: renewal.timeline.anniversary, value: language.formats.date(anniversary) },
    { label: atRisk.window, value: dateRange(language, windowOpens, windowCloses) },
  ];
}
