/** Checks of the rows of `tokens.csv` against the memberships and each other. */

import { MAX_BENEFITS } from '../../domain/benefits/benefit.ts';
import { isExcluded, NO_ENTERPRISE } from '../../domain/benefits/issue-token.ts';
import { parseCivilDate } from '../../domain/core/calendar.ts';
import { ID_PATTERN } from '../../domain/core/ids.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import type { Cells } from '../csv/table.ts';
import { columnOf, type RowOf } from '../files.ts';
import { issuedTooEarly } from './day-checks.ts';
import { checkUnique, type Seen } from './seen.ts';

/** The cells of a membership's row, good or bad. */
export type KnownMembership = { offer: string; purchasedOn: string };

export class TokenChecks {
  readonly #tokens: Seen<null> = new Map();
  /** The number of tokens of each partner. */
  readonly #counts = new Map<string, number>();
  readonly #memberships: ReadonlyMap<string, { value: KnownMembership }>;

  /** `memberships`: by `partner/membership`. */
  constructor(memberships: ReadonlyMap<string, { value: KnownMembership }>) {
    this.#memberships = memberships;
  }

  /** A token belongs to a known membership and is unique. `knowsAll`: all memberships could be read. */
  checkIds(cells: Cells, place: Place & { line: number }, knowsAll: boolean): Problem[] {
    const { partnerId = '', membershipId = '', tokenId = '' } = cells;
    const count = (this.#counts.get(partnerId) ?? 0) + 1;
    this.#counts.set(partnerId, count);
    const isUnknown = knowsAll && !this.#memberships.has(`${partnerId}/${membershipId}`);
    return [
      ...(isUnknown && ID_PATTERN.test(membershipId) ? [unknownMembership(membershipId, place)] : []),
      ...checkUnique(this.#tokens, `${partnerId}/${tokenId}`, null, { ...place, id: tokenId, field: 'tokenId' }),
      ...(count === MAX_BENEFITS + 1 ? [{ ...place, ...tooManyTokens(partnerId) }] : []),
    ];
  }

  /** A benefit that the membership does not include (R-LIC-5), or that is older than the membership (R-IMP-3). */
  checkGrant({ partnerId, membershipId, kind, edition, issuedOn }: RowOf<'tokens'>, place: Place): Problem[] {
    const membership = this.#memberships.get(`${partnerId}/${membershipId}`)?.value;
    const purchasedOn = parseCivilDate(membership?.purchasedOn ?? '');
    const early = purchasedOn === null ? null : issuedTooEarly(issuedOn, purchasedOn);
    const isRefused = isExcluded({ kind, edition }, membership?.offer);
    return [
      ...(isRefused ? [{ ...place, field: 'edition', got: formatValue(edition), allowed: NO_ENTERPRISE }] : []),
      ...(early === null ? [] : [{ ...place, field: columnOf('issuedOn'), ...early }]),
    ];
  }
}

function unknownMembership(membershipId: string, place: Place): Problem {
  const got = `${formatValue(membershipId)}, an unknown membership`;
  const allowed = 'a membership_id of the partner in memberships.csv';
  return { ...place, field: columnOf('membershipId'), got, allowed };
}

const tooManyTokens = (partnerId: string) => ({
  field: columnOf('tokenId'),
  got: `another token of ${partnerId}`,
  allowed: `at most ${MAX_BENEFITS} tokens for a partner`,
});
