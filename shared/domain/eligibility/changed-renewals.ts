/** Which renewals a change of the KPI changes (R-KPI-12). */
import type { CivilDate } from '../core/calendar.ts';
import type { KpiLedger } from '../kpi/kpi.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { Eligibility, Evidence } from './eligibility.ts';
import { renewalEligibility } from './joint-renewal.ts';

/** A renewal whose eligibility is another than before: another state, or other shortfalls. */
export type ChangedRenewal = {
  membershipId: string;
  cycle: number;
  anniversary: CivilDate;
  before: Eligibility;
  after: Eligibility;
};

/** @param evidence with the ledger after the change */
export function changedRenewals(
  memberships: readonly Membership[],
  before: KpiLedger,
  evidence: Evidence,
  asOf: CivilDate,
): ChangedRenewal[] {
  return memberships
    .map((membership) => ({
      membershipId: membership.membershipId,
      cycle: membership.cycle,
      anniversary: anniversary(membership),
      before: renewalEligibility(membership, { ...evidence, kpi: before }, asOf),
      after: renewalEligibility(membership, evidence, asOf),
    }))
    .filter((renewal) => JSON.stringify(renewal.before) !== JSON.stringify(renewal.after));
}
