import * as z from 'zod';
import { date, id, lines, textThat } from '../../domain/config/values.ts';
import { country, hostNameOf } from '../fields.ts';
import { optionalCell, wholeNumberCell } from './cells.ts';

const MOST_DOMAINS = 100;

/** What clears a list. */
export const NONE = '-';

/** `contoso.example;한국.example` → host names in lower case and ASCII, each once; `-` → none. */
const domainList = textThat(
  `host names with ";" between them, e.g. contoso.example;contoso.kr, at most ${MOST_DOMAINS}, or "${NONE}" for none`,
  (text) =>
    splitDomains(text).length <= MOST_DOMAINS && splitDomains(text).every((piece) => hostNameOf(piece) !== null),
).transform((text) => [...new Set(splitDomains(text).flatMap((piece) => hostNameOf(piece) ?? []))]);

function splitDomains(text: string): string[] {
  return text === NONE ? [] : text.split(';').filter((piece) => piece.trim() !== '');
}

/** A line of `partners.csv`. A name may have several lines. Null: the cell says nothing (R-IMP-1). */
export const partnerRow = z.object({
  partnerId: id,
  name: lines(1, 500),
  country,
  verifiedDomains: optionalCell(domainList, null),
  profileReviewedOn: optionalCell(date, null),
  mctCount: optionalCell(wholeNumberCell(0, 1_000_000), null),
});
