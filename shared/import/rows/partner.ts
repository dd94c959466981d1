import * as z from 'zod';
import { date, id, lines, textThat } from '../../domain/config/values.ts';
import { country, hostNameOf } from '../fields.ts';
import { optionalCell, wholeNumberCell } from './cells.ts';

const MOST_DOMAINS = 100;

/** `contoso.example;한국.example` → host names in lower case and ASCII, each once. */
const verifiedDomains = textThat(
  `host names with ";" between them, e.g. contoso.example;contoso.kr, at most ${MOST_DOMAINS}`,
  (text) => pieces(text).length <= MOST_DOMAINS && pieces(text).every((piece) => hostNameOf(piece) !== null),
).transform((text) => [...new Set(pieces(text).flatMap((piece) => hostNameOf(piece) ?? []))]);

function pieces(text: string): string[] {
  return text.split(';').filter((piece) => piece.trim() !== '');
}

/** A line of `partners.csv`. A name may have several lines. */
export const partnerRow = z.object({
  partnerId: id,
  name: lines(1, 500),
  country,
  verifiedDomains,
  /** Null: never reviewed (R-ROLE-3). */
  profileReviewedOn: optionalCell(date, null),
  mctCount: optionalCell(wholeNumberCell(0, 1_000_000), 0),
});
