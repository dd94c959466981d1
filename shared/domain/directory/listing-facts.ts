/** The facts and the outcome of the directory's rules (R-DIR). */
import type { ProgramConfig } from '../config/program-config.ts';
import type { Decision } from '../core/decision.ts';
import type { Membership } from '../memberships/membership.ts';
import type { Partner } from '../partners/partner.ts';
import type { Listing } from './listing.ts';

export type ListingFacts = {
  listing: Listing;
  partner: Partner;
  memberships: Membership[];
  config: Pick<ProgramConfig, 'microsoftHosts'>;
};

export type ListingDecision = { listing: Listing; decisions: Decision[] };
