import type { MembershipLine } from '../../results/lines.ts';
import { directoryPhase, hasFailures, type RunLine } from '../../results/run-line.ts';
import { datesOf } from './days.ts';
import type { Day, Mark, Period } from './input.ts';

/** Mails by date and kind. */
export class MailCounts {
  readonly #days = new Map<string, Record<string, number>>();

  add({ asOf, kind }: { readonly asOf: string; readonly kind: string }): void {
    const ofDay = this.#days.get(asOf) ?? {};
    ofDay[kind] = (ofDay[kind] ?? 0) + 1;
    this.#days.set(asOf, ofDay);
  }

  on(date: string): Readonly<Record<string, number>> {
    return this.#days.get(date) ?? {};
  }
}

type Sources = {
  readonly period: Period;
  readonly mails: MailCounts;
  readonly memberships: readonly MembershipLine[];
  readonly runs: readonly RunLine[];
  readonly outages: readonly Period[];
};

/** Every day of the period with what happened on it. */
export function daysOfReport({ period, mails, memberships, runs, outages }: Sources): Day[] {
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

/** What marks a day in the calendar: by its runs, and by the schedules being down. */
export function marksOf(runs: readonly RunLine[], down: boolean): Mark[] {
  const marks: Mark[] = [];
  if (runs.some(({ workflow }) => workflow === 'kpi-refresh')) marks.push('kpi-refresh');
  if (runs.some((run) => directoryPhase(run) === 'submit')) marks.push('directory-submission');
  if (runs.some(hasFailures)) marks.push('failed-run');
  if (down) marks.push('outage');
  return marks;
}

const isWithin = (date: string, periods: readonly Period[]): boolean =>
  periods.some(({ from, to }) => from <= date && date <= to);
