import type { Day, Period } from '../report/data/input.ts';
import { periodOf } from '../report/data/read-report-input.ts';
import { daysOfReport, MailCounts } from '../report/data/timeline.ts';
import { hasFailures } from '../results/run-line.ts';
import type { Archive } from './archive.ts';
import type { Course } from './course.ts';
import { forecastsIn, membershipsIn } from './partners.ts';
import { runsIn } from './runs.ts';
import { countValues } from './slice.ts';

/** The counts that the viewer shows first, and the values of its filters. */
export type Overview = {
  readonly period: Period;
  /** The days that are being simulated; null: the simulation has ended. */
  readonly running: Period | null;
  readonly mails: number;
  /** Those that were not merged into others. */
  readonly partners: number;
  readonly memberships: number;
  readonly runs: number;
  readonly failedRuns: number;
  /** Values with their counts. */
  readonly kinds: readonly [string, number][];
  readonly locales: readonly [string, number][];
  readonly workflows: readonly [string, number][];
  readonly commands: readonly [string, number][];
  /** What commands came to. */
  readonly outcomes: readonly [string, number][];
  readonly statuses: readonly [string, number][];
  /** Of memberships in force. */
  readonly eligibilities: readonly [string, number][];
  /** Partners with a renewal that is at risk, or will be if nothing happens. */
  readonly partnersAtRisk: number;
};

export async function overviewOf(archive: Archive): Promise<Overview> {
  const [mails, memberships, runs] = [
    await archive.mails.entries(),
    await membershipsIn(archive),
    await runsIn(archive),
  ];
  return {
    period: periodOf(runs),
    running: archive.running,
    mails: mails.length,
    partners: archive.running === null ? (await archive.partners.entries()).length : archive.names.size,
    memberships: memberships.length,
    runs: runs.length,
    failedRuns: runs.filter(hasFailures).length,
    kinds: countValues(mails.map(({ kind }) => kind)),
    locales: countValues(mails.map(({ locale }) => locale)),
    workflows: countValues(runs.map(({ workflow }) => workflow)),
    commands: countValues(runs.flatMap(({ command }) => command?.name ?? [])),
    outcomes: countValues(runs.flatMap(({ command }) => command?.outcome ?? [])),
    statuses: countValues(memberships.map(({ status }) => status)),
    eligibilities: countValues(
      memberships.flatMap(({ status, eligibility }) =>
        status === 'active' || status === 'in-window' ? (eligibility ?? []) : [],
      ),
    ),
    partnersAtRisk: new Set((await forecastsIn(archive)).map(({ partnerId }) => partnerId)).size,
  };
}

/** The days of the calendar. */
export async function calendarOf(archive: Archive, course: Course, outages: readonly Period[]): Promise<Day[]> {
  const runs = await runsIn(archive);
  if (runs.length === 0) return [];
  const mails = new MailCounts();
  for (const mail of await archive.mails.entries()) mails.add(mail);
  const days = daysOfReport({ period: periodOf(runs), mails, memberships: [], runs, outages });
  const counts = await course.days();
  return days.map((day) => ({ ...day, expired: counts.get(day.date)?.expired ?? 0 }));
}
