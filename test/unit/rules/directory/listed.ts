import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { type Listing, newListing } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { config, date, LAP, membership, partner } from '../support.ts';
import { CONTENT, SHOWN } from './content.ts';

const JANUARY = '2027-01' as CivilMonth;

export const listing = (fields: Partial<Listing> = {}): Listing => ({
  ...newListing('P-1', CONTENT, true, date('2027-01-05')),
  ...fields,
});

/** Of a partner with a LAP that is in force until 2027-10-01. */
export const listed = (fields: Partial<Listing> = {}, otherFacts: Partial<ListingFacts> = {}): ListingFacts => ({
  listing: listing(fields),
  partner: partner(),
  memberships: [membership({ terms: LAP })],
  config: config(),
  heir: null,
  ...otherFacts,
});

export const submitted = { ...SHOWN, month: JANUARY };
export const incomplete = { content: { ...CONTENT, noCompetitors: false } };
export const problems = [{ code: 'not-attested', statement: 'no-competitors' }];
export const line = { partnerId: 'P-1', membershipId: null, cycle: null, stage: null };
