/** The notice that the next renewal is at risk: since when, why, and what is missing (R-COMP-5). */
import type { MissingRequirement } from '../../../domain/offers/shortfall.ts';
import type { RiskCause } from '../../../domain/renewal/causes/risk-cause.ts';
import type { AtRiskContent } from '../../../domain/renewal/contents.ts';
import { type Language, languageFor, membershipNameOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message, Section } from '../message.ts';
import { nameOf, nameOrDash } from '../name.ts';
import { membershipSubject } from '../subject.ts';
import { actionOf, dateRange, frameFor, type MessageRecipient, membershipFacts, partnerNameOf } from './parts/frame.ts';
import { requirementItems } from './parts/missing.ts';
import { commonOf, missingOf, termsSection, togetherFacts } from './parts/together.ts';

/** Causes named in a mail. */
const MOST_CAUSES = 10;
/** Longest name of an invoice line, in graphemes. */
const LINE_LIMIT = 80;

/** @see AtRiskContent */
export function atRiskMessage(content: AtRiskContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { formats } = language;
  const words = language.words.atRisk;
  const membership = membershipNameOf(language, content.terms);
  const partner = partnerNameOf(content);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partner, language),
    eyebrow: words.eyebrow,
    tone: 'notice',
    headline: words.headline,
    detail: words.detail(formats.date(content.since)),
    lead: [
      words.lead({ membership, partner, anniversary: formats.date(content.anniversary) }),
      statusText(content, language),
    ],
    facts: [
      ...membershipFacts(content, membership, language),
      ...togetherFacts(content, language),
      ...dateFacts(content, language),
    ],
    sections: [
      ...causeSections(content, language),
      ...missingSections(content, language),
      ...deliverySections(content, language),
      {
        heading: words.fix.heading,
        intro: words.fix.text(language.deadline(content.windowCloses)),
        items: lacksPeople(content) ? [{ label: null, text: words.fix.people }] : [],
      },
    ],
    action: actionOf('training', content, to),
  };
}

function statusText({ asOf, anniversary, windowCloses }: AtRiskContent, { words, deadline }: ReaderLanguage): string {
  const { status } = words.atRisk;
  return asOf <= anniversary ? status.before : status.inWindow(deadline(windowCloses));
}

/** What is missing; of a joint renewal for each of the terms that lack something (R-MRG-4). */
function missingSections({ missing, together }: AtRiskContent, language: ReaderLanguage): Section[] {
  const itemsOf = (all: readonly MissingRequirement[]) => all.flatMap((each) => requirementItems(each, language));
  const { missing: heading } = language.words.atRisk;
  const sections = [
    { heading, intro: null, items: itemsOf(commonOf(missing)) },
    ...together.map((terms) => termsSection(terms, itemsOf(missingOf(missing, terms)), '', language)),
  ];
  return sections.filter(({ items }) => items.length > 0);
}

function deliverySections({ deliveryLostOn }: AtRiskContent, { words, formats }: Language): Section[] {
  if (deliveryLostOn === null) return [];
  const { heading } = words.expired.losses;
  return [{ heading, intro: words.atRisk.delivery(formats.date(deliveryLostOn)), items: [] }];
}

function dateFacts({ anniversary, windowOpens, windowCloses }: AtRiskContent, language: ReaderLanguage): Fact[] {
  const { atRisk, renewal } = language.words;
  return [
    { label: renewal.timeline.anniversary, value: language.formats.date(anniversary) },
    { label: atRisk.window, value: dateRange(language, windowOpens, windowCloses) },
  ];
}

function lacksPeople({ missing }: AtRiskContent): boolean {
  const shortfalls = missing.flatMap((each) => (each.code === 'paths' ? each.paths.flat() : [each]));
  return shortfalls.some(({ code }) => code === 'exams');
}

/** Nothing is said of a cause that is not recorded. */
function causeSections({ causes }: AtRiskContent, language: Language): Section[] {
  if (causes.length === 0) return [];
  const named = causes.slice(0, MOST_CAUSES);
  const items = named.map((cause) => ({ label: language.formats.date(cause.on), text: causeText(cause, language) }));
  const { heading, more } = language.words.atRisk.causes;
  const others = causes.length - named.length;
  return [{ heading, intro: null, items: others === 0 ? items : [...items, { label: null, text: more(others) }] }];
}

/** What happened, without its day. */
function causeText(cause: RiskCause, { words, formats }: Language): string {
  const { atRisk, renewal } = words;
  switch (cause.code) {
    case 'left':
    case 'severed':
    case 'expired': {
      const name = nameOf(cause.name) ?? nameOrDash(cause.employeeId);
      const certifications = cause.certifications.map((each) => nameOrDash(each));
      return atRisk.causes[cause.code](name, words.frame.list(certifications, 0));
    }
    case 'figure': {
      const figure = renewal.missing.performance.metrics[cause.metric];
      return cause.before === null
        ? atRisk.causes.measured(figure, formats.number(cause.after))
        : atRisk.causes.fell(figure, formats.number(cause.before), formats.number(cause.after));
    }
    case 'mct':
      return atRisk.causes.fell(renewal.missing.mct.label, formats.number(cause.before), formats.number(cause.after));
    case 'kpi-decided':
      return atRisk.causes.kpiDecided;
    case 'corrected':
    case 'credited':
      return atRisk.causes[cause.code](linesText(cause, words));
  }
}

function linesText({ lines, more }: { lines: string[]; more: number }, { frame }: Language['words']): string {
  const named = lines.map((line) => nameOrDash(line, LINE_LIMIT));
  return frame.list(named, more);
}
