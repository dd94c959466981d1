/**
 * Lines that were recorded for months that are published already (R-KPI-12): they count at once, and the report is
 * published anew.
 *
 *   lines written, ledger dirty ─► lines summed ─► report ─► ledger with the new sums, memberships due
 *
 * Stopped before the last step, the ledger stays dirty: the next attempt, or else the next refresh, counts the lines.
 * Whoever records lines meanwhile has written the ledger, and this is done anew.
 */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import { type ChangedRenewal, changedRenewals } from '../../domain/eligibility/changed-renewals.ts';
import type { KpiReportInput } from '../../domain/eligibility/kpi-report.ts';
import { kpiRevision, withRevision } from '../../domain/eligibility/kpi-revision.ts';
import { type KpiLedger, sumByMonth } from '../../domain/kpi/kpi.ts';
import { changedMonths, type LateChange, nameLines, recountLedger } from '../../domain/kpi/late-lines.ts';
import type { Stored } from '../../store/collection.ts';
import type { StoredInvoiceLine } from '../../store/schemas/kpi.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeChangedStandingsDue } from '../due/make-memberships-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { readInvoiceLines } from '../reads/invoice-lines.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readPartnerEvidence } from '../reads/partner-evidence.ts';

/** `now`: instant. `changed`: of all the partner's lines, those that the execution has brought or corrected. */
export type LateLines = {
  partnerId: string;
  asOf: CivilDate;
  runId: string;
  now: string;
  how: LateChange['how'];
  changed: (lines: StoredInvoiceLine[], ledger: KpiLedger) => StoredInvoiceLine[];
};

/** Null: no published month has changed; what is not published waits for its refresh (R-KPI-4). */
export type Republished = { change: LateChange; renewals: ChangedRenewal[] };

export async function countLateLines(
  store: Store,
  config: ProgramConfig,
  late: LateLines,
): Promise<Republished | null> {
  return retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get(late);
    if (stored === null || !stored.value.dirty || stored.value.publishedThrough === null) return null;
    const lines = await readInvoiceLines(store, late.partnerId);
    const next = recountLedger(stored.value, sumByMonth(lines));
    return republish(stored, next, lines, late, { store, config });
  });
}

type Deps = { store: Store; config: ProgramConfig };

async function republish(
  stored: Stored<KpiLedger>,
  next: KpiLedger,
  lines: StoredInvoiceLine[],
  late: LateLines,
  { store, config }: Deps,
): Promise<Republished | null> {
  const { partnerId, asOf, runId, now: at, how } = late;
  const months = changedMonths(stored.value, next);
  if (months.length === 0) {
    await store.kpiLedgers.replace(stored, next);
    return null;
  }
  const evidence = await readPartnerEvidence(store, config, partnerId, { ledger: next });
  const memberships = (await readMemberships(store, partnerId)).filter(({ status }) => status.name === 'active');
  const change = { on: asOf, runId, at, how, months, ...nameLines(late.changed(lines, next)) };
  await reviseReport(change, { ...evidence, ledger: next, memberships }, { store, config });
  const announce = () =>
    makeChangedStandingsDue(store, memberships, { ...evidence, kpi: stored.value }, evidence, asOf);
  await writeAndMakeDue(announce, () => store.kpiLedgers.replace(stored, next));
  return { change, renewals: changedRenewals(memberships, stored.value, evidence, asOf) };
}

/** The newest report is the one in force. Where it had nothing to tell, there is none. */
async function reviseReport(change: LateChange, input: KpiReportInput, { store, config }: Deps): Promise<void> {
  const { partnerId, publishedThrough: to } = input.ledger;
  const [report] = to === null ? [] : await store.kpiReports.getAll([{ partnerId, to }]);
  if (report === undefined) return;
  const revision = kpiRevision(change, report.value, input, config);
  const revisions = withRevision(report.value.revisions, revision);
  await store.kpiReports.replace(report, { ...report.value, revisions });
}
