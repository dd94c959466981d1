/** `retry-set-aside`: makes items due again that were set aside, once they can be read. */
import type { RetrySetAside } from '../../domain/commands/command.ts';
import type { FailureRecord } from '../../domain/notices/failure-record.ts';
import { ProgramError } from '../../errors.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { itemKeyOf, membershipIdOf, readFailureRecords } from '../reads/failure-records.ts';
import { readKpiLedgers } from '../reads/kpi-ledgers.ts';
import { readListings } from '../reads/listings.ts';
import { readMembershipFacts } from '../reads/membership-facts.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

/** All items of the partner, or those of one membership; none of them if one still cannot be read. */
export async function retrySetAside(
  { partnerId, membershipId, ticket }: RetrySetAside,
  _call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const isWanted = (failureRecord: FailureRecord) =>
    membershipId === undefined || membershipIdOf(failureRecord) === membershipId;
  const setAside = (await readFailureRecords(deps.store, partnerId))
    .filter(({ isAside }) => isAside)
    .map(({ failureRecord }) => failureRecord);
  const failureRecords = setAside.filter(isWanted);
  const items = failureRecords.map(({ workflow, subject }) => `${workflow} ${subject}`);
  const fields = { membershipId: membershipId ?? null, inputs: { ticket, items } };
  // Perhaps an earlier attempt was stopped right after it.
  if (failureRecords.length === 0) return done('none', 'nothing is set aside any more', fields);
  try {
    for (const failureRecord of failureRecords) await prepareRewrite(failureRecord, deps);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const reason = `still not as it should be: ${error.message}`;
    return refused({ rule: 'none', reason, inputs: fields.inputs }, fields.membershipId);
  }
  for (const failureRecord of failureRecords)
    await retryOnConflict(async () => (await prepareRewrite(failureRecord, deps))());
  return done('none', `taken up again: ${items.join(', ')}`, fields);
}

/**
 * Reads an item with everything its workflow needs, and returns the function that writes it unchanged: writing puts it
 * back into the index of due items.
 *
 * @throws CorruptItem; MissingItem
 */
async function prepareRewrite(
  failureRecord: FailureRecord,
  { store, config }: CommandDeps,
): Promise<() => Promise<unknown>> {
  const keys = [itemKeyOf(failureRecord)];
  if (failureRecord.workflow === 'kpi-refresh') {
    const [ledger] = await readKpiLedgers(store, keys);
    return async () => ledger && store.kpiLedgers.replace(ledger.stored, ledger.stored.value);
  }
  if (failureRecord.workflow === 'directory-submission') {
    const [listing] = await readListings(store, config, keys);
    return async () => listing && store.listings.replace(listing.stored, listing.stored.value);
  }
  const [membership] = await readMembershipFacts(store, config, keys);
  return async () => membership && store.memberships.replace(membership.stored, membership.stored.value);
}
