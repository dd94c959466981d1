/**
 * The report on KPI discrepancies that support sends to the partner, in its language (R-KPI-11): laid out as the mails
 * are.
 */
import type { CivilDate } from '../../../domain/core/calendar.ts';
import type { Comparison } from '../../../domain/discrepancy/compare-lists.ts';
import { FINDING_CLASSES } from '../../../domain/discrepancy/finding.ts';
import type { Locale } from '../../../domain/partners/partner.ts';
import { languageOf } from '../language.ts';
import { htmlMail } from '../layout/html-mail.ts';
import { textMail } from '../layout/text-mail.ts';
import type { Fact, Message, Section } from '../message.ts';
import { partnerFact, partnerNameOf } from '../messages/parts/frame.ts';
import { nameOrDash } from '../name.ts';
import { en } from './en.ts';
import { formatSigned, itemOf, monthRange, type ReportLanguage } from './item.ts';
import { koKR } from './ko-kr.ts';
import type { DiscrepancyWords } from './words.ts';
import { zhCN } from './zh-cn.ts';
import { zhTW } from './zh-tw.ts';

const WORDS: Readonly<Record<Locale, DiscrepancyWords>> = { en, 'ko-KR': koKR, 'zh-CN': zhCN, 'zh-TW': zhTW };
/** Items of a chapter: a longer document could not be opened. */
const MAX_ITEMS = 1000;

/** The subject of the report. `membershipId`: null where the published months were compared. */
export type ReportSubject = {
  partnerId: string;
  partnerName: string;
  membershipId: string | null;
  asOf: CivilDate;
  comparison: Comparison;
};

/** The report as text and as HTML, with the same content. Names and values in the subject may be any text. */
export function discrepancyReport(subject: ReportSubject, locale: Locale): { text: string; html: string } {
  const message = messageOf(subject, { ...languageOf(locale), report: WORDS[locale] });
  return { text: textMail(message), html: htmlMail(message) };
}

function messageOf(subject: ReportSubject, language: ReportLanguage): Message {
  const { locale, words, formats, report } = language;
  const { comparison, asOf } = subject;
  const partner = partnerNameOf(subject);
  const months = monthRange(comparison.window, language);
  const count = comparison.findings.filter((finding) => finding.class !== 'agrees').length;
  return {
    locale,
    subject: words.subject(report.subject, [months, partner]),
    eyebrow: report.eyebrow,
    tone: count === 0 ? 'good' : 'calm',
    headline: count === 0 ? report.headline.agree : report.headline.differ(count),
    detail: report.detail(formats.date(asOf), months),
    timeline: [],
    greeting: words.frame.greeting(null),
    lead: [report.lead(partner), report.calendar],
    facts: factsOf(subject, language),
    sections: sectionsOf(comparison, language),
    action: null,
    links: [],
    attachment: null,
    help: null,
    signature: words.frame.signature,
    whyYou: report.about,
  };
}

function factsOf(subject: ReportSubject, language: ReportLanguage): Fact[] {
  const { words, formats, report } = language;
  const { totals, window, publishedThrough } = subject.comparison;
  const { membershipId } = subject;
  const published = publishedThrough === null ? report.facts.nothing : formats.month(publishedThrough);
  return [
    partnerFact(subject, language),
    ...(membershipId === null ? [] : [{ label: words.frame.membership, value: nameOrDash(membershipId) }]),
    { label: report.facts.months, value: monthRange(window, language) },
    { label: report.facts.published, value: published },
    { label: report.facts.partnerTotal, value: formats.number(totals.partner) },
    { label: report.facts.publishedTotal, value: formats.number(totals.published) },
    { label: report.facts.difference, value: formatSigned(totals.difference, formats.number(totals.difference)) },
  ];
}

/** A chapter for each class of findings; of what agrees, only how much it is. */
function sectionsOf({ findings, counts }: Comparison, language: ReportLanguage): Section[] {
  const { report, formats } = language;
  return FINDING_CLASSES.filter((name) => counts[name] > 0).map((name) => {
    if (name === 'agrees')
      return { heading: report.agree.heading, intro: report.agree.intro(counts.agrees), items: [] };
    const findingsOfClass = findings.filter((finding) => finding.class === name);
    const items = findingsOfClass.slice(0, MAX_ITEMS).map((finding) => itemOf(finding, language));
    const more = findingsOfClass.length - items.length;
    const rest = more > 0 ? [{ label: null, text: report.more(formats.number(more)) }] : [];
    const { heading, intro } = report.chapters[name];
    return {
      heading: report.heading(heading, formats.number(findingsOfClass.length)),
      intro,
      items: [...items, ...rest],
    };
  });
}
