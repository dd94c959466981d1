import {
  addDays,
  addMonths,
  type CivilDate,
  civilDateOf,
  monthOf,
  nextMidMonth,
  publicationDay,
  submissionDay,
} from '../../../../shared/domain/core/calendar.ts';
import { compareTexts } from '../../../../shared/domain/core/text.ts';
import { endedOf, type Renewal, renewalRate } from '../results/renewals.ts';
import type { Archive } from './archive.ts';
import type { Course, DayCounts } from './course.ts';
import { type HandItem, handsIn } from './hand.ts';
import type { Mails } from './mails/mails.ts';
import { atRiskOn, describeRisks, type RiskItem } from './risk.ts';
import { listRuns, type RunItem } from './runs.ts';
import { countValues } from './slice.ts';

/** How far the page looks ahead at what is due, and back at what needs a hand, in days. */
const DAYS = 30;
/** Items of a list that are told at once. */
const MOST_ITEMS = 100;
const REFUSALS_TOLD = 8;

/** A list with the first of its items. */
type First<Item> = { readonly total: number; readonly items: readonly Item[] };

/** A renewal that can be paid soon, or now. Dates are civil dates. */
export type DueItem = Pick<Renewal, 'partnerId' | 'membershipId' | 'anniversary' | 'windowCloses' | 'isDeclined'> & {
  readonly partnerName: string | null;
  readonly isAtRisk: boolean;
};

/** A day in a line: mails by kind, the most frequent first, and what else happened. */
export type DaySummary = {
  readonly day: string;
  readonly mails: readonly [string, number][];
  readonly counts: DayCounts;
};

/** What a program manager asks on a day. */
export type Today = DaySummary & {
  /** The days before and after it on which something happens; null: there is none. */
  readonly previous: DaySummary | null;
  readonly next: DaySummary | null;
  /** Open renewals whose anniversary, or last day to pay, is not more than 30 days away. */
  readonly due: First<DueItem> & { readonly inWindow: number };
  /** What comes once a month: when next, in the order of the days (R-CAL-5, R-CAL-6, R-CAL-7). */
  readonly monthly: readonly { readonly what: string; readonly on: CivilDate }[];
  readonly atRisk: First<RiskItem>;
  /** Commands that a rule refused, up to this day, the latest first. */
  readonly refused: First<RunItem>;
  /** Within the last 30 days, the latest first. */
  readonly hand: First<HandItem>;
  readonly renewals: RenewalRate;
};

/**
 * Renewals that have ended so far, one way or the other; what became of one counts once, however often it was paid.
 * `expected`: the share that is renewed if all that is due and not at risk is paid. Shares are of 1; null: of none.
 */
export type RenewalRate = {
  readonly renewed: number;
  readonly expired: number;
  readonly rate: number | null;
  readonly expected: number | null;
};

type Sources = { readonly archive: Archive; readonly mails: Mails; readonly course: Course };

/** What happened on a day, and how everything stood at its end. */
export async function todayOf({ archive, mails, course }: Sources, day: CivilDate): Promise<Today> {
  const renewals = await course.renewalsOn(day);
  const risks = await atRiskOn(archive, renewals, day);
  const due = dueOn(renewals, day, new Set(risks.map(keyOf)));
  const hands = await handsIn(archive, mails, course, { from: addDays(day, -DAYS), to: day });
  const days = await busyDays(archive, course);
  const before = days.findLast((each) => each < day);
  const after = days.find((each) => each > day);
  return {
    ...(await summaryOf(archive, course, day)),
    previous: before === undefined ? null : await summaryOf(archive, course, before),
    next: after === undefined ? null : await summaryOf(archive, course, after),
    due: {
      total: due.length,
      inWindow: due.filter(({ anniversary }) => anniversary < day).length,
      items: due.slice(0, MOST_ITEMS).map((each) => ({ ...each, partnerName: nameOf(archive, each.partnerId) })),
    },
    monthly: monthlyAfter(day),
    atRisk: { total: risks.length, items: await describeRisks(archive, risks.slice(0, MOST_ITEMS)) },
    refused: await refusedUntil(archive, day),
    hand: { total: hands.length, items: hands.slice(0, MOST_ITEMS) },
    renewals: rateOf(renewals, due),
  };
}

function dueOn(renewals: readonly Renewal[], day: CivilDate, atRisk: ReadonlySet<string>) {
  const last = addDays(day, DAYS);
  return renewals
    .filter(({ state, anniversary, windowCloses }) => state === 'open' && anniversary <= last && windowCloses >= day)
    .map(({ partnerId, membershipId, anniversary, windowCloses, isDeclined }) => {
      const renewal = { partnerId, membershipId, anniversary, windowCloses, isDeclined };
      return { ...renewal, isAtRisk: atRisk.has(keyOf(renewal)) };
    })
    .sort((a, b) => compareTexts(a.windowCloses, b.windowCloses) || compareTexts(a.partnerId, b.partnerId));
}

function monthlyAfter(day: CivilDate): Today['monthly'] {
  // A batch is published in the month after that of its submission.
  const months = [-1, 0, 1].map((by) => addMonths(monthOf(day), by));
  const next = (days: readonly CivilDate[]): CivilDate => days.filter((each) => each > day).sort()[0] ?? day;
  const all = [
    { what: 'kpi-refresh', on: nextMidMonth(day) },
    { what: 'directory-submission', on: next(months.map(submissionDay)) },
    { what: 'listings-visible', on: next(months.map(publicationDay)) },
  ];
  return all.sort((a, b) => compareTexts(a.on, b.on));
}

function rateOf(renewals: readonly Renewal[], due: readonly Pick<DueItem, 'isAtRisk' | 'isDeclined'>[]): RenewalRate {
  const { renewed, expired } = endedOf(renewals);
  const promising = due.filter(({ isAtRisk, isDeclined }) => !isAtRisk && !isDeclined).length;
  const ended = renewed + expired;
  return {
    renewed,
    expired,
    rate: renewalRate({ renewed, expired }),
    expected: ended + due.length === 0 ? null : (renewed + promising) / (ended + due.length),
  };
}

async function refusedUntil(archive: Archive, day: string): Promise<First<RunItem>> {
  const all = await listRuns(archive, { ...REFUSED, until: day }, { offset: 0, limit: REFUSALS_TOLD });
  return { total: all.total, items: all.items };
}

const REFUSED = { workflow: '', day: '', command: '', state: 'refused' };

async function summaryOf(archive: Archive, course: Course, day: string): Promise<DaySummary> {
  const mails = (await archive.mails.entries()).filter(({ asOf }) => asOf === day);
  const none = { renewed: 0, reinstated: 0, expired: 0, refused: 0, merged: 0 };
  return { day, mails: countValues(mails.map(({ kind }) => kind)), counts: (await course.days()).get(day) ?? none };
}

/** The days on which a mail was sent or something counts, in order. */
async function busyDays(archive: Archive, course: Course): Promise<string[]> {
  const mailed = new Set((await archive.mails.entries()).map(({ asOf }) => asOf));
  return [...mailed.union(new Set((await course.days()).keys()))].sort();
}

/** The day that is asked for, or the last one of a run. */
export async function dayAskedFor(archive: Archive, asked: string): Promise<CivilDate> {
  const days = (await archive.runs.entries()).map(({ run }) => run.asOf);
  const [first = '1970-01-01', last = first] = [days.at(0), days.at(-1)];
  return civilDateOf(asked === '' || asked > last ? last : asked < first ? first : asked);
}

const nameOf = (archive: Archive, partnerId: string): string | null => archive.names.get(partnerId)?.name ?? null;

const keyOf = ({ partnerId, membershipId, anniversary }: Pick<DueItem, 'partnerId' | 'membershipId' | 'anniversary'>) =>
  `${partnerId} ${membershipId} ${anniversary}`;
