import type { Fees } from '../../../../../shared/domain/offers/fee.ts';
import { readBatches } from '../../results/batches.ts';
import { OUTPUT_FILES as FILES, hasFile, readAllLines, readLines, requireFolder } from '../../results/folder.ts';
import {
  decisionLine,
  emailLine,
  type ForecastLine,
  forecastLine,
  type KpiLine,
  kpiLine,
  type MembershipLine,
  membershipLine,
  partnerLine,
} from '../../results/lines.ts';
import { readPartnerNames } from '../../results/partner-names.ts';
import { type RunLine, runLine } from '../../results/run-line.ts';
import { tallyDecisions } from './decisions.ts';
import { cycleKey, type Period, type ReportInput } from './input.ts';
import { NoticeDays } from './notice-days.ts';
import { renewalOutcomes } from './renewal-outcomes.ts';
import { daysOfReport, MailCounts } from './timeline.ts';

export type ReportSource = {
  /** The simulation's output folder. */
  readonly outDir: string;
  /** The simulated days; without it, from the first to the last day of a run. */
  readonly period?: Period | undefined;
  /** Days on which the schedules were down. */
  readonly outages?: readonly Period[] | undefined;
  /** What was assumed about payments, in words; without it nothing. */
  readonly assumption?: string | null | undefined;
  /** A partners.csv with the partners' names; without it partners are shown by their ids. */
  readonly partnersFile?: string | null | undefined;
  /** The annual fees, if they are configured. */
  readonly fees?: Fees | undefined;
};

/** Reads the output files one after the other; of large files only counts are kept. @throws ViewerError */
export async function readReportInput(source: ReportSource): Promise<ReportInput> {
  const { outDir, fees } = source;
  await requireFolder(outDir);
  const runs = await readAllLines(outDir, FILES.runs, runLine);
  const memberships = await readAllLines(outDir, FILES.memberships, membershipLine);
  const { mails, notices } = await readMails(outDir);
  const period = source.period ?? periodOf(runs);
  const partnerNames = await readPartnerNames(outDir, source.partnersFile ?? null);
  const tally = await tallyDecisions(readLines(outDir, FILES.decisions, decisionLine));
  const renewals = tally.renewalsOn(period.to);
  const atRisk = renewals.filter(({ state, standing }) => state === 'open' && standing?.name === 'at-risk');
  const countryOf = (partnerId: string): string | null => partnerNames.get(partnerId)?.country || null;
  const { counts, refusals, unreviewed } = tally;
  return {
    period,
    assumption: source.assumption ?? null,
    days: daysOfReport({ period, mails, memberships, runs, outages: source.outages ?? [] }),
    memberships,
    partners: await countPartners(outDir, memberships),
    partnerNames,
    counts,
    refusals,
    unreviewed,
    outcomes: renewalOutcomes({ renewals, tally, memberships, notices, countryOf, fees }),
    toldAtRisk: new Map(atRisk.map((each) => [cycleKey(each), each])),
    fees,
    kpi: await readLastKpi(outDir),
    forecasts: await readForecasts(outDir),
    runs,
    batches: await readBatches(outDir),
  };
}

/** Those that were not merged into others; of an older simulation those with a membership. */
async function countPartners(outDir: string, memberships: readonly MembershipLine[]): Promise<number> {
  if (!(await hasFile(outDir, FILES.partners))) return new Set(memberships.map(({ partnerId }) => partnerId)).size;
  let count = 0;
  for await (const _ of readLines(outDir, FILES.partners, partnerLine)) count += 1;
  return count;
}

async function readMails(outDir: string): Promise<{ mails: MailCounts; notices: NoticeDays }> {
  const [mails, notices] = [new MailCounts(), new NoticeDays()];
  for await (const mail of readLines(outDir, FILES.emails, emailLine)) {
    mails.add(mail);
    notices.add(mail);
  }
  return { mails, notices };
}

/** The last line of each membership: the file is in the order of the days. */
async function readLastKpi(outDir: string): Promise<KpiLine[]> {
  const last = new Map<string, KpiLine>();
  for await (const line of readLines(outDir, FILES.kpi, kpiLine))
    last.set(`${line.partnerId} ${line.membershipId}`, line);
  return [...last.values()];
}

async function readForecasts(outDir: string): Promise<ForecastLine[] | null> {
  return (await hasFile(outDir, FILES.forecast)) ? readAllLines(outDir, FILES.forecast, forecastLine) : null;
}

/** The first and the last day of a run; 1970-01-01 without any run. */
export function periodOf(runs: readonly Pick<RunLine, 'asOf'>[]): Period {
  const dates = runs.map(({ asOf }) => asOf).sort();
  return { from: dates[0] ?? '1970-01-01', to: dates.at(-1) ?? '1970-01-01' };
}
