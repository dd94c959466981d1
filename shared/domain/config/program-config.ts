/** The program configuration: requirements that no public document gives, and settings that a project may choose. */

import type * as z from 'zod';
import type { Problem } from '../core/problem.ts';
import { compareTexts } from '../core/text.ts';
import { OFFERS } from '../offers/terms.ts';
import { fees } from './fees.ts';
import { problemsOf } from './issues.ts';
import { actionUrls, names, support } from './mails.ts';
import { programYear } from './program-year.ts';
import { date, fields, isDate, isHostName, issue, line, listOf, oneOf, textThat, wholeNumber } from './values.ts';

/**
 * What to do with a mail without an answer and without an event: send it once more, so that it may arrive twice, or
 * leave it, so that it may never arrive. Either way it is reported.
 */
export const UNANSWERED_MAILS = ['send-again', 'leave'] as const;

const EARLIEST_STAGE = -365;
/** The last day of the window: the expiry notice of AD+31 is not a stage (R-NOT-1). */
const LATEST_STAGE = 30;

/** Days relative to the AD, ascending (R-NOT-1). */
const noticeStages = listOf(wholeNumber(EARLIEST_STAGE, LATEST_STAGE), 1, LATEST_STAGE - EARLIEST_STAGE + 1)
  .refine((stages) => new Set(stages).size === stages.length, { error: 'every stage once' })
  .transform((stages) => stages.toSorted((a, b) => a - b));

const timeZone = textThat('a time zone of the IANA database, e.g. UTC or Asia/Seoul', isTimeZone);

/** Hosts that no landing page may be on, nor on any host below them; lower case (R-DIR-2). */
const microsoftHosts = listOf(
  textThat('a host name, e.g. microsoft.com', (text) => isHostName(text.toLowerCase())).transform((text) =>
    text.toLowerCase(),
  ),
  0,
  100,
);

/** Waives the requirements of the anniversaries `anniversaryFrom` … `anniversaryTo`, both inclusive (R-EXT-1). */
const extension = fields({
  id: line(1, 64),
  anniversaryFrom: date,
  anniversaryTo: date,
  offers: listOf(oneOf(OFFERS), 1, OFFERS.length),
  exceptCompetencies: listOf(line(1, 100), 0, 100).default([]),
}).superRefine(({ anniversaryFrom, anniversaryTo }, context) => {
  if (!isDate(anniversaryFrom) || anniversaryFrom <= anniversaryTo) return;
  context.addIssue(issue(['anniversaryTo'], `${anniversaryFrom} (anniversaryFrom) or later`));
});

const extensions = listOf(extension, 0, 200).superRefine((list, context) => {
  for (const [index, { id }] of list.entries()) {
    const first = list.findIndex((other) => other.id === id);
    if (first === index) continue;
    context.addIssue(issue([index, 'id'], `an id of its own (extensions[${first}] has it)`));
  }
});

/** Ends before any program year begins. */
const NEVER = { to: '', index: -1 };

const programYears = listOf(programYear, 0, 100).superRefine((years, context) => {
  const sorted = years
    .map((year, index) => ({ ...year, index }))
    .filter(({ from, to }) => isDate(from) && isDate(to))
    .sort((a, b) => compareTexts(a.from, b.from));
  for (const [place, year] of sorted.entries()) {
    const longest = sorted
      .slice(0, place)
      .reduce<{ to: string; index: number }>((a, b) => (a.to < b.to ? b : a), NEVER);
    if (year.from > longest.to) continue;
    const message = `program years that do not overlap: a day after ${longest.to}, the end of programYears[${longest.index}]`;
    context.addIssue(issue([year.index, 'from'], message));
  }
});

/** Exported for docs/reference.md; `parseProgramConfig` is what to call. */
export const programConfig = fields({
  timeZone: timeZone.default('UTC'),
  noticeStages: noticeStages.default([-30, -15, -1, 1, 15, 23, 30]),
  /** R-ROLE-3. */
  profileReviewMaxAgeDays: wholeNumber(0, 3650).default(90),
  /** R-MEM-5. */
  upgradeDiscountPercent: wholeNumber(0, 100).default(25),
  /** For a partner that holds a competency (R-MEM-12). */
  actionPackDiscountPercent: wholeNumber(0, 100).default(0),
  /** R-NOT-2. */
  unansweredMails: oneOf(UNANSWERED_MAILS).default('send-again'),
  /** Temporary bounces in a row after which nothing more is sent to an address ‡ (R-NOT-7). */
  bouncesInARow: wholeNumber(1, 20).default(3),
  /** Days for which a failing item is tried again before it is set aside, and a notice before it is given up ‡. */
  setAsideAfterDays: wholeNumber(1, 90).default(7),
  /** Families of products that take a product key and an activation (R-LIC-7). */
  activatedProducts: listOf(line(1, 100), 0, 200).default(['Windows Server', 'Windows', 'Office']),
  microsoftHosts: microsoftHosts.default(['microsoft.com', 'azure.com']),
  extensions: extensions.default([]),
  /** Default: those of the public documents. */
  names: names.optional(),
  /** The annual fee of each offer and level. Without it nothing names an amount. */
  fees: fees.optional(),
  /** Whom partners ask. Without it no mail says. */
  support: support.optional(),
  /** Where each thing is done. Default: the stage's `partnerCenterUrl`. */
  actionUrls: actionUrls.optional(),
  programYears,
});

export type ProgramConfig = z.output<typeof programConfig>;

/** Parses the configuration document. `file`: the name under which problems are reported. */
export function parseProgramConfig(
  json: unknown,
  file: string | null = 'program.json',
): { config: ProgramConfig } | { problems: Problem[] } {
  const result = programConfig.safeParse(json);
  if (result.success) return { config: result.data };
  return { problems: problemsOf(result.error.issues, json, { file, line: null }) };
}

/** A name, not an offset such as `+09:00`, which schedules do not accept. */
export function isTimeZone(text: unknown): text is string {
  if (typeof text !== 'string' || !/[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
