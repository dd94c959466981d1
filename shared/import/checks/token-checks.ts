/** Checks of the rows of `tokens.csv` against the memberships and each other. */

import { MAX_BENEFITS } from '../../domain/benefits/benefit.ts';
import { isExcluded, NO_ENTERPRISE } from '../../domain/benefits/issue-token.ts';
import { ID_PATTERN } from '../../domain/core/ids.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import type { Cells } from '../csv/table.ts';
import { columnOf, type RowOf } from '../files.ts';
import { checkUnique, type Seen } from './seen.ts';

export class TokenChecks {
  readonly #tokens: Seen<null> = new Map();
  /** The number of tokens of each partner. */
  readonly #counts = new Map<string, number>();
  /** By `partner/membership`: its offer. */
  readonly #memberships: ReadonlyMap<string, { value: string }>;

  constructor(memberships: ReadonlyMap<string, { value: string }>) {
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

  /** R-LIC-5: a benefit that the membership does not include. */
  checkGrant({ partnerId, membershipId, kind, edition }: RowOf<'tokens'>, place: Place): Problem[] {
    const offer = this.#memberships.get(`${partnerId}/${membershipId}`)?.value;
    if (!isExcluded({ kind, edition }, offer)) return [];
    return [{ ...place, field: 'edition', got: formatValue(edition), allowed: NO_ENTERPRISE }];
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
