/** `record-payment` (R-REN). */

import type { RecordPayment } from '../../domain/commands/command.ts';
import { windowOf } from '../../domain/core/calendar.ts';
import type { Refusal } from '../../domain/core/decision.ts';
import { holdingRefusal } from '../../domain/enrolment/holding.ts';
import { anniversary, CONFIRMATION, type Membership, type Renewal } from '../../domain/memberships/membership.ts';
import { decidePaymentAmong } from '../../domain/merge/late-payment.ts';
import { mergesSince } from '../../domain/merge/redo-merges.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { redoMergesOfOthers } from '../changes/redo-merges.ts';
import { sendClaims } from '../deliveries/send-claims.ts';
import { makePartnerDue } from '../due/make-partner-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { readMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readMerges } from '../reads/merged/merges.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from './command-call.ts';
import { isOrderPayment, payOrder } from './pay-order.ts';

/**
 * Renews in one conditional write; if the membership expired first, the repeated decision reinstates it (R-EXP-2,
 * R-REN-6).
 */
export async function recordPayment(
  command: RecordPayment,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, membershipId } = command;
  return retryOnConflict(async () => {
    const [item] = await readMembershipFacts(deps.store, deps.config, [
      deps.store.memberships.key({ partnerId, membershipId }),
    ]);
    if (item === undefined) return refused(unknownMembership(partnerId, membershipId), membershipId);
    if (isOrderPayment(item.stored.value, call)) return payOrder(command, item.stored, call, deps);
    if (isPaidByCommand(item.stored.value, call)) {
      await redoOthers(item.stored.value, item.facts, call, deps);
      // The earlier attempt may have been stopped before it; where nothing changes by it, it is safe all the same.
      await makePartnerDue(deps.store, item.stored.value.partnerId, call.asOf);
      return repeatPayment(item.stored.value);
    }
    const refusal = await readReplacementRefusal(item.stored.value, command, call, deps);
    return refusal === null ? pay(command, item, call, deps) : refused(refusal, membershipId, item.stored.value.cycle);
  });
}

/**
 * Why an expired membership cannot be renewed after its window: the partner has bought another in its place (R-MEM-6,
 * R-EXP-3). A payment made in time is never refused for that (R-REN-6).
 */
async function readReplacementRefusal(
  membership: Membership,
  { paidOn }: RecordPayment,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<Refusal | null> {
  const { terms, status } = membership;
  if (status.name !== 'expired' || paidOn < status.expiredOn) return null;
  const others = await readOthers(membership, store);
  return holdingRefusal(terms, others, paidOn, asOf);
}

const readOthers = async (membership: Membership, store: Store): Promise<Membership[]> =>
  (await readMemberships(store, membership.partnerId)).filter(
    (other) => other.membershipId !== membership.membershipId,
  );

/**
 * What a merge made of the partner's other memberships is decided anew, if the payment counts as made before it
 * (R-REN-6).
 */
async function redoOthers(
  paid: Membership,
  facts: RenewalFacts,
  call: CommandCall,
  { store, operators }: CommandDeps,
): Promise<void> {
  const { lastRenewal } = paid;
  if (lastRenewal === null || !isPaidInWindow(paid, lastRenewal)) return;
  const merges = await readMerges(store, facts.partner);
  const redone = { merges, since: lastRenewal.paidOn };
  await redoMergesOfOthers(store, { ...facts, membership: paid }, redone, { ...call, operators });
}

/** After its window a fee is paid on an override, and nothing is decided anew (R-REN-7). */
const isPaidInWindow = (membership: Membership, { cycle, paidOn }: Renewal): boolean =>
  paidOn <= windowOf(anniversary({ ...membership, cycle })).closes;

/** An earlier attempt wrote the renewal and was stopped before it recorded that the command is done. */
const isPaidByCommand = ({ lastRenewal }: Membership, { commandId }: CommandCall): boolean =>
  lastRenewal?.commandId === commandId;

/** The result of the earlier attempt, taken from the record of its confirmation. */
function repeatPayment({ membershipId, lastRenewal, notices }: Membership): CommandResult {
  const fields = { membershipId, cycle: lastRenewal?.cycle ?? null };
  const confirmation = notices[CONFIRMATION];
  if (confirmation === undefined) return done('R-REN-2', `recorded before: paid on ${lastRenewal?.paidOn}`, fields);
  return done(confirmation.rule, confirmation.reason, { ...fields, inputs: confirmation.inputs });
}

async function pay(
  command: RecordPayment,
  { stored, facts }: StoredMembership,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { asOf, commandId } = call;
  const context = { ...call, operators: deps.operators };
  const others = await readOthers(stored.value, deps.store);
  const merges = await readMerges(deps.store, facts.partner);
  const outcome = decidePaymentAmong({ ...facts, others }, { others, merges }, { ...command, commandId }, context);
  if (outcome.outcome === 'refused') return refused(outcome.refusal, command.membershipId, facts.membership.cycle);
  const makeDue = () => makePartnerDue(deps.store, command.partnerId, asOf);
  const write = () => deps.store.memberships.replace(stored, outcome.membership);
  const isAgain = isEntitledAgain(stored.value, outcome.membership);
  const saved = await (isAgain ? writeAndMakeDue(makeDue, write) : write());
  if (mergesSince(merges, command.paidOn).length > 0) await redoOthers(saved.value, facts, call, deps);
  const { rule, reason, inputs, cycle, membershipId } = outcome.decision;
  const claims = newClaims(stored.value.notices, outcome.membership.notices);
  const { lines } = await sendClaims(claims, saved, facts, asOf, deps, facts.membership.cycle);
  const decisions = [outcome.decision, ...(outcome.further ?? [])];
  return done(rule, reason, { membershipId, cycle, inputs, lines: [...decisions, ...lines] });
}

/** After a reinstatement or at another level, directory and KPI may concern the partner again. */
const isEntitledAgain = (before: Membership, { lastRenewal }: Membership): boolean =>
  before.status.name === 'superseded' ||
  lastRenewal?.kind === 'reinstated' ||
  (lastRenewal !== null && lastRenewal.ended.length > 0);
