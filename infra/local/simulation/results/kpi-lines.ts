import type { KpiReport } from '../../../../shared/domain/eligibility/kpi-report.ts';
import type { StoredKpiReport } from '../../../../shared/store/schemas/kpi.ts';
import type { KpiLine } from '../../viewer/results/lines.ts';

/**
 * Lines of kpi.jsonl: one for each membership with a Learning option, whenever the report was published (R-KPI-4,
 * R-KPI-12).
 */
export function kpiLines(report: StoredKpiReport): KpiLine[] {
  const revised = report.revisions.kept.map(({ on: publishedOn, ...sums }) => ({ ...report, ...sums, publishedOn }));
  return [report, ...revised].flatMap(linesOf);
}

function linesOf(report: KpiReport): KpiLine[] {
  const { partnerId, publishedOn, from, to, kpi, revenue, renewals } = report;
  return renewals.map(({ membershipId, requirement, eligibility }) => ({
    asOf: publishedOn,
    partnerId,
    membershipId,
    from,
    to,
    kpi,
    revenue,
    requirement,
    eligibility: eligibility.state,
  }));
}
