/** How a partner stands on a day: what it may show, and which renewals are or will be at risk. */

import type { BenefitStatus } from '../../domain/benefits/benefit-status.ts';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import { type CoursewareRights, coursewareRights } from '../../domain/eligibility/courseware-rights.ts';
import { type DisplayedCompetency, displayedCompetencies } from '../../domain/eligibility/displayed-competencies.ts';
import type { Evidence } from '../../domain/eligibility/eligibility.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { type Forecast, forecastOf } from '../../domain/renewal/forecast.ts';
import { ProgramError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readPartnerEvidence } from '../reads/partner-evidence.ts';
import { listBenefits } from './list-benefits.ts';

export type MembershipForecast = Forecast & { membershipId: string; cycle: number };
/**
 * `display`: R-MEM-7. `forecasts`: of the memberships whose renewal is or will be at risk if nothing happens
 * (R-COMP-5).
 */
export type PartnerForecasts = {
  display: DisplayedCompetency[];
  forecasts: MembershipForecast[];
  /** R-MEM-10. */
  courseware: CoursewareRights;
  /** The first ones: `list-benefits` tells all (R-LIC-7, R-LIC-8). */
  benefits: BenefitStatus[];
};

const MAX_BENEFITS_TOLD = 100;

/** Null: an item of the partner cannot be read; its failure records say which. */
export async function readForecasts(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  on: CivilDate,
): Promise<PartnerForecasts | null> {
  try {
    const memberships = await readMemberships(store, partnerId);
    const evidence = await readPartnerEvidence(store, config, partnerId, { on, asOf: on });
    return {
      display: displayedCompetencies(memberships, evidence, on),
      forecasts: forecastsOf(memberships, evidence, on),
      courseware: coursewareRights(evidence.partner, memberships, on),
      benefits: (await listBenefits(store, config, { partnerId }, on)).benefits.slice(0, MAX_BENEFITS_TOLD),
    };
  } catch (error) {
    if (error instanceof ProgramError && !error.retryable) return null;
    throw error;
  }
}

export function forecastsOf(
  memberships: readonly Membership[],
  evidence: Evidence,
  on: CivilDate,
): MembershipForecast[] {
  return memberships.flatMap((membership) => {
    const { membershipId, cycle } = membership;
    const forecast = forecastOf({ ...evidence, membership }, on);
    return forecast === null ? [] : [{ membershipId, cycle, ...forecast }];
  });
}
