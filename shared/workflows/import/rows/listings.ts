/** Imports rows of `listings.csv` (R-DIR). */
import { stampOf } from '../../../domain/core/stamp.ts';
import type { ListingContent } from '../../../domain/directory/listing.ts';
import { replaceListing } from '../../changes/replace-listing.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectSecondOfPartner } from './row-outcome.ts';

type Row = NumberedRow<'listings'>;

/**
 * One after the other: of two partners that ask for one URL, the one with the lower id gets it, whatever the order of
 * the file (R-DIR-2).
 */
export async function importListings(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const row of rows) outcomes.push(rejectSecondOfPartner(row, call) ?? (await importListing(row, call)));
  return outcomes;
}

async function importListing({ line, row }: Row, call: ImportCall): Promise<RowOutcome> {
  const { partnerId } = row;
  const stored = await call.store.listings.get({ partnerId });
  const content = contentOf(row, stored?.value.content ?? NO_CONTENT);
  const result = await replaceListing(call.store, partnerId, content, call.asOf, stampOf(call));
  return { line, result: result === 'unchanged' ? 'unchanged' : 'loaded' };
}

const NO_CONTENT: ListingContent = {
  displayName: '',
  country: '',
  url: '',
  aboutPartnerOnly: false,
  noCompetitors: false,
  ownedByPartner: false,
};

/** What the row says; an empty cell leaves what is known (R-IMP-1). */
const contentOf = (row: Row['row'], known: ListingContent): ListingContent => ({
  displayName: row.displayName || known.displayName,
  country: row.country || known.country,
  url: row.url || known.url,
  aboutPartnerOnly: row.aboutPartnerOnly ?? known.aboutPartnerOnly,
  noCompetitors: row.noCompetitors ?? known.noCompetitors,
  ownedByPartner: row.ownedByPartner ?? known.ownedByPartner,
});
