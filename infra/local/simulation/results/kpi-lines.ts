import type { KpiReport } from '../../../../shared/domain/eligibility/kpi-report.ts';
import type { KpiLine } from '../../viewer/results/lines.ts';

/** Lines of kpi.jsonl: one for each membership with a Learning option. */
export function kpiLines(report: KpiReport): KpiLine[] {
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
