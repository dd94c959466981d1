import type { Benefits } from '../benefits/benefit.ts';
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Listing } from '../directory/listing.ts';
import type { Eligibility, Evidence } from '../eligibility/eligibility.ts';
import { renewalEligibility } from '../eligibility/joint-renewal.ts';
import type { Membership } from '../memberships/membership.ts';
import type { Partner } from '../partners/partner.ts';
import type { Skills } from '../people/skills.ts';
import type { ChangeRecords } from './causes/risk-cause.ts';

/** The facts by which a renewal is decided. */
export type RenewalFacts = {
  membership: Membership;
  partner: Partner;
  kpi: Evidence['kpi'];
  skills: Skills;
  benefits: Benefits;
  config: ProgramConfig;
  /** What else the partner has; read only where memberships end. */
  ending?: EndingFacts | undefined;
  /** The partner's other memberships; read where a payment is recorded. */
  others?: Membership[] | undefined;
  /** Read where a renewal has come to be at risk. */
  changes?: ChangeRecords;
};

/** What the end of a membership is told by. `others`: the partner's other memberships. */
export type EndingFacts = { others: Membership[]; listing: Listing | null };

/** Eligibility for the next renewal, with employees and figures as of a day. */
export function eligibilityOn(facts: Pick<RenewalFacts, 'membership'> & Evidence, on: CivilDate): Eligibility {
  return renewalEligibility(facts.membership, facts, on);
}
