/** What kpi-refresh does with a partner: publishes its KPI and decides pending eligibility (R-KPI). */

import { type KpiRenewal, type KpiReport, kpiReason, kpiReport } from '../../domain/eligibility/kpi-report.ts';
import { mayNeedKpi } from '../../domain/eligibility/needs-kpi.ts';
import { refreshLedger } from '../../domain/kpi/kpi.ts';
import { allTerms } from '../../domain/memberships/membership.ts';
import { NO_REVISIONS, type StoredKpiReport } from '../../store/schemas/kpi.ts';
import type { Store } from '../../store/store.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { skipIfMerging } from '../../sweep/skip-if-merging.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall, type Sweep } from '../../sweep/sweep.ts';
import type { SweepDeps } from '../deliveries/mailing-deps.ts';
import { makeChangedStandingsDue } from '../due/make-memberships-due.ts';
import { readMonthlySums } from '../reads/invoice-lines.ts';
import type { KpiFacts } from '../reads/kpi-ledgers.ts';
import { readKpiLedgers } from '../reads/kpi-ledgers.ts';
import { recordItemFailure } from './record-item-failure.ts';

export function kpiSweep(deps: SweepDeps): Sweep<KpiFacts> {
  const { store, reports, itemsInFlight } = deps;
  return {
    workflow: 'kpi-refresh',
    itemsInFlight,
    table: store.table,
    reports,
    read: (keys) => readKpiLedgers(store, keys),
    keysOf: async (partnerId) => [store.kpiLedgers.key({ partnerId })],
    keyOf: ({ stored }) => store.kpiLedgers.key(stored.value),
    act: (facts, call) => publishKpi(facts, call, deps),
    policy: deps.config,
    recordFailure: (item, call) => recordItemFailure(item, call, deps),
  };
}

/**
 * The report is stored before the ledger says that there is nothing more to publish: stopped in between, it is
 * published again.
 *
 * @throws WriteConflict if lines came in meanwhile: the ledger is to be refreshed again
 */
async function publishKpi(
  { stored, partner, skills, memberships }: KpiFacts,
  call: PageCall,
  deps: SweepDeps,
): Promise<ItemOutcome> {
  const { run } = call;
  const ledger = stored.value;
  const skipped = skipIfMerging(partner, { partnerId: ledger.partnerId, membershipId: null, cycle: null }, call);
  if (skipped !== null) return skipped;
  if (call.mode === 'settle' || ledger.refreshOn === null || ledger.refreshOn > run.asOf) return NOTHING_DONE;
  const months = ledger.dirty ? await readMonthlySums(deps.store, ledger.partnerId) : null;
  const activeMemberships = memberships.filter((membership) => membership.status.name === 'active');
  const isNeeded = activeMemberships.some((membership) => allTerms(membership).some(mayNeedKpi));
  const next = refreshLedger(ledger, run.asOf, months, isNeeded);
  const report = kpiReport({ partner, skills, ledger: next, memberships: activeMemberships }, run, deps.config);
  if (!run.dryRun) {
    await storeReport(deps.store, { ...report, revisions: NO_REVISIONS, ledgerVersion: stored.version });
    // KPI that are decided, or counted otherwise, can put a renewal at risk (R-COMP-5).
    const evidence = { partner, skills, config: deps.config };
    const [before, after] = [
      { ...evidence, kpi: ledger },
      { ...evidence, kpi: next },
    ];
    await makeChangedStandingsDue(deps.store, activeMemberships, before, after, run.asOf);
    await deps.store.kpiLedgers.replace(stored, next);
  }
  return { ...NOTHING_DONE, result: 'acted', lines: report.renewals.map((renewal) => kpiLine(renewal, report)) };
}

/**
 * Stores a month's report once; again only if the ledger changed before the report was published.
 *
 * @throws WriteConflict
 */
async function storeReport(store: Store, report: StoredKpiReport): Promise<void> {
  if (report.renewals.length === 0) return;
  if ((await store.kpiReports.createIfAbsent(report)) === null) return;
  const [present] = await store.kpiReports.getAll([report]);
  if (!present || present.value.ledgerVersion >= report.ledgerVersion) return;
  await store.kpiReports.replace(present, { ...report, revisions: present.value.revisions });
}

function kpiLine(renewal: KpiRenewal, report: KpiReport): DecisionLine {
  const { membershipId, cycle, anniversary: ad, requirement, eligibility } = renewal;
  const { partnerId, from, to, kpi, revenue } = report;
  return {
    what: 'kpi-published',
    partnerId,
    membershipId,
    cycle,
    stage: null,
    rule: 'R-KPI-4',
    reason: kpiReason(report, renewal),
    inputs: { anniversary: ad, eligibility },
    kpi: { partnerId, membershipId, from, to, kpi, revenue, requirement, eligibility: eligibility.state },
  };
}
