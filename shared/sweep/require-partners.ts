import { formatValue } from '../domain/core/problem.ts';
import { InvalidInput } from '../errors.ts';
import { keys } from '../store/keys.ts';
import type { Table } from '../store/table.ts';

/** Unknown partners that a message names; of the others it says how many there are. */
const MAX_NAMED = 20;

/**
 * Refuses a run for partners that do not exist (R-OPS-2). A partner exists if anything is stored as it: also if it
 * cannot be parsed, since a run for it is how one sees what is wrong, and also if it was merged into another, since it
 * has notices and a listing to be ended.
 *
 * @throws InvalidInput naming the unknown ones, in the order given
 */
export async function requirePartners(table: Table, partnerIds: readonly string[]): Promise<void> {
  const unknown = await unknownOf(table, [...new Set(partnerIds)]);
  if (unknown.length === 0) return;
  const named = unknown.slice(0, MAX_NAMED).map((partnerId) => formatValue(partnerId));
  const more = unknown.length > MAX_NAMED ? [`${unknown.length - MAX_NAMED} more`] : [];
  const noun = unknown.length === 1 ? 'an unknown partner' : 'unknown partners';
  throw new InvalidInput(
    `partnerIds: got ${[...named, ...more].join(', ')}, ${noun}; allowed: ids of partners that were imported`,
  );
}

async function unknownOf(table: Table, partnerIds: readonly string[]): Promise<string[]> {
  const stored = await table.getAll(partnerIds.map(keys.partner));
  const known = new Set(stored.map(({ pk }) => pk));
  return partnerIds.filter((partnerId) => !known.has(keys.partner(partnerId).pk));
}
