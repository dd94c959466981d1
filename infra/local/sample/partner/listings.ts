import type { CivilDate } from '../civil-date.ts';
import type { Listing } from '../model.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';

/** A listing with nothing missing (R-DIR-2); any field may be given instead. */
export function completeListing(partner: PartnerDraft, given: Partial<Listing> = {}): Listing {
  return {
    displayName: partner.name,
    country: partner.region.country,
    url: `https://${partner.domain}/microsoft-training`,
    aboutPartnerOnly: true,
    noCompetitors: true,
    ownedByPartner: true,
    ...given,
  };
}

/** The listing stands in the import file. */
export function importListing(partner: PartnerDraft, given: Partial<Listing> = {}): void {
  partner.listing = completeListing(partner, given);
}

/** The partner hands in a complete listing during the year. */
export function handInListing(partner: PartnerDraft, on: CivilDate, given: Partial<Listing> = {}): void {
  giveCommand(partner, on, { command: 'set-listing', ...completeListing(partner, given) });
}
