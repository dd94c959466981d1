import * as z from 'zod';
import { id, line, lines } from '../../domain/config/values.ts';
import { country } from '../fields.ts';
import { booleanCell, optionalCell } from './cells.ts';

/**
 * A line of `listings.csv`. An incomplete listing, or one with a bad URL, is accepted; its partner gets a notice
 * (R-DIR-3). Null or '': the cell says nothing (R-IMP-1).
 */
export const listingRow = z.object({
  partnerId: id,
  displayName: lines(0, 500),
  country: optionalCell(country, ''),
  url: line(0, 2048),
  aboutPartnerOnly: booleanCell,
  noCompetitors: booleanCell,
  ownedByPartner: booleanCell,
});
