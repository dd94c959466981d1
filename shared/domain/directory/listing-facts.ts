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
  /** The same of the partner into which this one was merged (R-MRG-1); null: it was not. */
  heir: ListingFacts | null;
};

export type ListingDecision = { listing: Listing; decisions: Decision[] };
