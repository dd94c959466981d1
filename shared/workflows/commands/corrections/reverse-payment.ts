/**
 * `reverse-payment` (R-REN-9).
 *
 *   read the membership and the cycle that it closed ─► one conditional write: open again, both mails claimed ─► send
 *   ─► record
 *
 * The closed cycle's item stays where it is and counts no more: a cycle that is not before the membership's own is open
 * again. The next payment of it writes it anew.
 */

import type { ReversePayment } from '../../../domain/commands/command.ts';
import {
  anniversary,
  type ClosedCycle,
  type Membership,
  type Renewal,
} from '../../../domain/memberships/membership.ts';
import { findNotice, newClaims, withNoticeState } from '../../../domain/notices/ledger.ts';
import { describeReversal } from '../../../domain/renewal/corrections/reversal-notices.ts';
import { decideReversal, type PaymentHistory } from '../../../domain/renewal/corrections/reverse-payment.ts';
import type { Stored } from '../../../store/collection.ts';
import { partnerPartition } from '../../../store/keys.ts';
import type { Store } from '../../../store/store.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import type { DecisionLine } from '../../../sweep/report.ts';
import { sendClaims } from '../../deliveries/send-claims.ts';
import { makePartnerDue } from '../../due/make-partner-due.ts';
import { readMembershipFacts, type StoredMembership } from '../../reads/membership-facts.ts';
import { readMerges } from '../../reads/merged/merges.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from '../command-call.ts';

export async function reversePayment(
  command: ReversePayment,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, membershipId } = command;
  const key = deps.store.memberships.key({ partnerId, membershipId });
  return retryOnConflict(async () => {
    const [item] = await readMembershipFacts(deps.store, deps.config, [key]);
    if (item === undefined)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-REN-9' }, membershipId);
    if (!isReversedByCommand(item.stored.value, call)) return reverse(command, item, call, deps);
    // An earlier attempt was stopped after its write; the next run settles its mails.
    await makePartnerDue(deps.store, partnerId, call.asOf);
    return reversalResult(item.stored.value, call, []);
  });
}

const isReversedByCommand = ({ reversals }: Membership, { commandId }: CommandCall): boolean =>
  reversals.some((reversal) => reversal.commandId === commandId);

async function reverse(
  { reference, cause, ticket, partnerId, membershipId }: ReversePayment,
  { stored, facts }: StoredMembership,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { store, operators } = deps;
  const closed = await readClosedCycle(stored.value, store);
  const history: PaymentHistory = {
    closed: closed?.value ?? null,
    earlier: await readEarlierRenewals(stored.value, store),
    merges: (await readMerges(store, facts.partner)).map(({ on }) => on),
  };
  const request = { reference, cause, ticket, commandId: call.commandId };
  const outcome = decideReversal(facts, request, history, { ...call, operators });
  if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, stored.value.cycle);
  const saved = await store.memberships.replace(stored, outcome.membership);
  await makePartnerDue(store, partnerId, call.asOf);
  const claims = newClaims(stored.value.notices, outcome.membership.notices);
  const { lines } = await sendClaims(claims, saved, facts, call.asOf, deps);
  if (closed !== null) await takeLateEvents(closed, store);
  return reversalResult(saved.value, call, lines);
}

function reversalResult(membership: Membership, { commandId }: CommandCall, lines: DecisionLine[]): CommandResult {
  const { membershipId, cycle } = membership;
  const reversal = membership.reversals.find((each) => each.commandId === commandId);
  if (reversal === undefined) throw new Error(`${membershipId} has no payment that ${commandId} reversed`);
  const { payment, cause, ticket } = reversal;
  const { reference, paidOn } = payment;
  const inputs = {
    reference,
    paidOn,
    cause,
    ticket,
    anniversary: anniversary(membership),
    status: membership.status.name,
  };
  return done('R-REN-9', describeReversal(reversal), { membershipId, cycle, inputs, lines });
}

/** The cycle that the last renewal closed: still inside the membership, or an item under one of its names. */
async function readClosedCycle(membership: Membership, store: Store): Promise<Stored<ClosedCycle> | null> {
  const { cycle, closing, formerIds, partnerId, membershipId } = membership;
  if (closing !== null) return { value: closing, version: 0 };
  for (const name of [{ partnerId, membershipId }, ...formerIds.toReversed()]) {
    const stored = await store.cycles.get({ ...name, cycle: cycle - 1 });
    if (stored !== null) return stored;
  }
  return null;
}

/** Under all its names. */
async function readEarlierRenewals(membership: Membership, store: Store): Promise<Renewal[]> {
  const renewals: Renewal[] = [];
  for (const { partnerId, membershipId } of [membership, ...membership.formerIds])
    for await (const { value } of store.cycles.list(partnerPartition(partnerId), `CYCLE#${membershipId}#`))
      if (value.cycle < membership.cycle - 1) renewals.push(value.renewal);
  return renewals;
}

/**
 * Events that were written into the closed cycle after it was read are taken over: later ones find the membership open
 * again.
 */
async function takeLateEvents({ value: read, version }: Stored<ClosedCycle>, store: Store): Promise<void> {
  const now = version === 0 ? null : await store.cycles.get(read);
  if (now === null || now.version === version) return;
  const changed = Object.values(now.value.notices)
    .flatMap(({ notices }) => notices)
    .filter(({ noticeId, state }) => {
      const before = findNotice(read.notices, noticeId);
      return before !== null && JSON.stringify(before.state) !== JSON.stringify(state);
    });
  await retryOnConflict(async () => {
    const stored = await store.memberships.get(read);
    if (stored === null || stored.value.cycle !== read.cycle) return;
    const notices = changed.reduce(
      (ledger, { noticeId, state, earlier }) => withNoticeState(ledger, noticeId, state, earlier?.at(-1)?.left ?? null),
      stored.value.notices,
    );
    await store.memberships.replace(stored, { ...stored.value, notices });
  });
}
