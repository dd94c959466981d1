/** A KPI report that is published anew, with what changed (R-KPI-12). What was published before stays beside it. */
import type { ProgramConfig } from '../config/program-config.ts';
import { type KpiSum, sumOver } from '../kpi/kpi.ts';
import type { KpiWindow } from '../kpi/kpi-window.ts';
import { joinMonths, type LateChange } from '../kpi/late-lines.ts';
import { type KpiRenewal, type KpiReportInput, kpiRenewals } from './kpi-report.ts';

/** The same months with the sums of its day, and how the renewals stand on it. */
export type KpiRevision = LateChange & KpiSum & { renewals: KpiRenewal[] };

/** The last ones of a report, the oldest first; `forgotten`: how many there were before. */
export type Revisions = { kept: KpiRevision[]; forgotten: number };

const REVISIONS_KEPT = 10;

/** An execution has one revision: what it changes later, or again after it was stopped, is told together. */
export function withRevision({ kept, forgotten }: Revisions, revision: KpiRevision): Revisions {
  const known = kept.find(({ runId }) => runId === revision.runId);
  const months = joinMonths(known?.months ?? [], revision.months);
  const all = [...kept.filter((one) => one !== known), { ...revision, months }];
  const last = all.slice(-REVISIONS_KEPT);
  return { kept: last, forgotten: forgotten + all.length - last.length };
}

/** @param window of the report that is in force. @param input the ledger with the late lines */
export function kpiRevision(
  change: LateChange,
  window: KpiWindow,
  input: KpiReportInput,
  config: ProgramConfig,
): KpiRevision {
  return { ...change, ...sumOver(input.ledger, window), renewals: kpiRenewals(input, change.on, config) };
}
