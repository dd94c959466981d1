/** What is missing for a renewal, item by item (R-NOT-5). */

import type { Missing, MissingRequirement, SingleShortfall } from '../../../../domain/offers/shortfall.ts';
import type { RenewalState } from '../../../../domain/renewal/contents.ts';
import type { Language, ReaderLanguage } from '../../language.ts';
import type { Item } from '../../message.ts';
import { nameOrDash } from '../../name.ts';
import { chooseByPhase, phaseOf } from './phase.ts';

/** An item for each thing that is missing, the fee first: nothing replaces it. */
export function missingItems(content: RenewalState, missing: readonly Missing[], language: ReaderLanguage): Item[] {
  const isFee = ({ code }: Missing): boolean => code === 'fee';
  const feeFirst = [...missing.filter(isFee), ...missing.filter((each) => !isFee(each))];
  return feeFirst.flatMap((each) => itemsFor(each, content, language));
}

function itemsFor(missing: Missing, content: RenewalState, language: ReaderLanguage): Item[] {
  const words = language.words.renewal.missing;
  switch (missing.code) {
    case 'fee':
      return [{ label: words.fee.label, text: feeText(content, language) }];
    case 'profile-review':
      return [{ label: words.profileReview.label, text: reviewText(missing, language) }];
    default:
      return requirementItems(missing, language);
  }
}

/** A requirement that is not met or not decided; of several paths that would do, an item for each (R-COMP-5). */
export function requirementItems(missing: MissingRequirement, language: Language): Item[] {
  const { formats } = language;
  const words = language.words.renewal.missing;
  switch (missing.code) {
    case 'kpi-pending':
      return [{ label: words.kpi.label, text: pendingText(missing, language) }];
    case 'undecidable':
      // Which configuration is missing is the operators' concern: the reader can neither see nor change it.
      return [words.undecidable];
    case 'paths':
      return missing.paths.map((path, index) => ({
        label: words.path(formats.number(index + 1), formats.number(missing.paths.length)),
        text: path
          .map((shortfall) => inOneLine(shortfallItem(shortfall, language), language))
          .join(language.words.frame.space),
      }));
    default:
      return [shortfallItem(missing, language)];
  }
}

const inOneLine = ({ label, text }: Item, { words }: Language): string =>
  label === null ? text : words.renewal.missing.goal(label, text);

function shortfallItem(shortfall: SingleShortfall, language: Language): Item {
  const words = language.words.renewal.missing;
  switch (shortfall.code) {
    case 'kpi':
      return { label: words.kpi.label, text: kpiText(shortfall, language) };
    case 'mct':
      return { label: words.mct.label, text: mctText(shortfall, language) };
    case 'exams':
      return { label: words.exams.label, text: examsText(shortfall, language) };
    case 'performance':
      return { label: words.performance.label, text: performanceText(shortfall, language) };
  }
}

/** When the fee can be paid: never before the window opens (R-REN-1). */
function feeText(content: RenewalState, { words, formats, deadline }: ReaderLanguage): string {
  const { text } = words.renewal.missing.fee;
  const closes = deadline(content.windowCloses);
  return chooseByPhase(phaseOf(content), {
    before: () => text.before(formats.date(content.windowOpens), closes),
    open: () => text.open(closes),
    lastDay: () => text.lastDay(closes),
  });
}

type MissingOf<Code extends Missing['code']> = Extract<Missing, { code: Code }>;

function reviewText({ lastReviewedOn, maxAgeDays }: MissingOf<'profile-review'>, { words, formats }: Language): string {
  const lastReview = lastReviewedOn === null ? null : formats.date(lastReviewedOn);
  return words.renewal.missing.profileReview.text(maxAgeDays, lastReview);
}

function kpiText({ have, need, from, to }: MissingOf<'kpi'>, { words, formats }: Language): string {
  const months = words.frame.range(formats.month(from), formats.month(to));
  return words.renewal.missing.kpi.text(formats.number(have), formats.number(need), months);
}

/** How far the KPI are, as soon as a month of them is published. */
function pendingText({ soFar, decidesOn }: MissingOf<'kpi-pending'>, { words, formats }: Language): string {
  const date = formats.date(decidesOn);
  if (soFar === null) return words.renewal.missing.kpi.pending(date);
  const months = words.frame.range(formats.month(soFar.from), formats.month(soFar.to));
  return words.asked.kpiSoFar(formats.number(soFar.have), formats.number(soFar.need), months, date);
}

function mctText({ have, need }: MissingOf<'mct'>, { words, formats }: Language): string {
  return words.renewal.missing.mct.text(formats.number(have), formats.number(need));
}

function examsText({ certification, have, need }: MissingOf<'exams'>, { words, formats }: Language): string {
  return words.renewal.missing.exams.text(nameOrDash(certification), formats.number(have), formats.number(need));
}

function performanceText({ metric, have, need }: MissingOf<'performance'>, { words, formats }: Language): string {
  const { text, metrics } = words.renewal.missing.performance;
  return text(metrics[metric], formats.number(have), formats.number(need));
}
