/** The notice that the next renewal is at risk, since when, and the shortfalls (R-COMP-5). */
import type { Shortfall } from '../../../domain/offers/shortfall.ts';
import type { AtRiskContent } from '../../../domain/renewal/contents.ts';
import { languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message, Section } from '../message.ts';
import {
  dateRange,
  frameFor,
  type MessageRecipient,
  membershipFacts,
  partnerCenterAction,
  partnerNameOf,
} from './frame.ts';
import { shortfallItem } from './missing.ts';
import { commonOf, missingOf, termsSection, togetherFacts } from './together.ts';

/** @see AtRiskContent */
export function atRiskMessage(content: AtRiskContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.atRisk;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  const hasExamShortfall = content.missing.some(({ code }) => code === 'exams');
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
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      ...dateFacts(content, language),
    ],
    sections: [
      ...missingSections(content, language),
      {
        heading: words.fix.heading,
        intro: words.fix.text(language.deadline(content.windowCloses)),
        items: hasExamShortfall ? [{ label: null, text: words.fix.people }] : [],
      },
    ],
    action: partnerCenterAction(to, null),
  };
}

/** What is missing; of a joint renewal for each of the terms that lack something (R-MRG-4). */
function missingSections({ missing, together }: AtRiskContent, language: ReaderLanguage): Section[] {
  const itemsOf = (shortfalls: readonly Shortfall[]) => shortfalls.map((each) => shortfallItem(each, language));
  const { heading } = language.words.renewal.missing;
  const sections = [
    { heading, intro: null, items: itemsOf(commonOf(missing)) },
    ...together.map((terms) => termsSection(terms, itemsOf(missingOf(missing, terms)), '', language)),
  ];
  return sections.filter(({ items }) => items.length > 0);
}

function dateFacts({ anniversary, windowOpens, windowCloses }: AtRiskContent, language: ReaderLanguage): Fact[] {
  const { atRisk, renewal } = language.words;
  return [
    { label: renewal.timeline.anniversary, value: language.formats.date(anniversary) },
    { label: atRisk.window, value: dateRange(language, windowOpens, windowCloses) },
  ];
}
