import type { MembershipLine } from '../../results/lines.ts';
import { directoryPhase, hasFailures, type RunLine } from '../../results/run-line.ts';
import { datesOf } from './days.ts';
import type { Day, Mark, Period } from './input.ts';

/** Mails by date and kind. */
export class MailCounts {
  readonly #days = new Map<string, Record<string, number>>();

  add({ asOf, kind }: { readonly asOf: string; readonly kind: string }): void {
    const counts = this.#days.get(asOf) ?? {};
    counts[kind] = (counts[kind] ?? 0) + 1;
    this.#days.set(asOf, counts);
  }

  on(date: string): Readonly<Record<string, number>> {
    return this.#days.get(date) ?? {};
  }
}

type DaySources = {
  readonly period: Period;
  readonly mails: MailCounts;
  readonly memberships: readonly MembershipLine[];
  readonly runs: readonly RunLine[];
  readonly outages: readonly Period[];
};

/** Every day of the period, with its mails, expired memberships and marks. */
export function daysOfReport({ period, mails, memberships, runs, outages }: DaySources): Day[] {
  const runsOf = Map.groupBy(runs, ({ asOf }) => asOf);
  const expiredOn = Map.groupBy(
    memberships.filter(({ status }) => status === 'expired'),
    (membership) => membership.expiredOn,
  );
  return datesOf(period).map((date) => ({
    date,
    mails: mails.on(date),
    expired: expiredOn.get(date)?.length ?? 0,
    marks: marksOf(runsOf.get(date) ?? [], isWithin(date, outages)),
  }));
}

/** The marks of a day in the calendar: from its runs, and from an outage of the schedules. */
export function marksOf(runs: readonly RunLine[], isOutage: boolean): Mark[] {
  const marks: Mark[] = [];
  if (runs.some(({ workflow }) => workflow === 'kpi-refresh')) marks.push('kpi-refresh');
  if (runs.some((run) => directoryPhase(run) === 'submit')) marks.push('directory-submission');
  if (runs.some(hasFailures)) marks.push('failed-run');
  if (isOutage) marks.push('outage');
  return marks;
}

const isWithin = (date: string, periods: readonly Period[]): boolean =>
  periods.some(({ from, to }) => from <= date && date <= to);
