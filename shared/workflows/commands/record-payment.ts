/** `record-payment` (R-REN). */

import type { RecordPayment } from '../../domain/commands/command.ts';
import type { Refusal } from '../../domain/core/decision.ts';
import { holdingRefusal } from '../../domain/enrolment/holding.ts';
import { CONFIRMATION, type Membership } from '../../domain/memberships/membership.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import { decidePayment } from '../../domain/renewal/payment/decide-payment.ts';
import { type Claim, deliver } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { deliveryLine } from '../deliveries/delivery-report.ts';
import { membershipContent } from '../deliveries/membership-content.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import { makePartnerDue } from '../due/make-partner-due.ts';
import { readMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import { readMemberships } from '../reads/memberships.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from './command-call.ts';
import { isOrderPayment, payOrder } from './pay-order.ts';

/** Renews in one conditional write; if the membership expired first, the repeated decision reinstates it (R-EXP-2, R-REN-6). */
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
    if (isPaidByCommand(item.stored.value, call)) return repeatPayment(item.stored.value);
    const refusal = await readReplacementRefusal(item.stored.value, command, call, deps);
    return refusal === null ? pay(command, item, call, deps) : refused(refusal, membershipId, item.stored.value.cycle);
  });
}

/**
 * Why an expired membership cannot be renewed after its window: the partner has bought another in its place (R-MEM-6, R-EXP-3). A
 * payment made in time is never refused for that (R-REN-6).
 */
async function readReplacementRefusal(
  membership: Membership,
  { paidOn }: RecordPayment,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<Refusal | null> {
  const { partnerId, membershipId, terms, status } = membership;
  if (status.name !== 'expired' || paidOn < status.expiredOn) return null;
  const others = (await readMemberships(store, partnerId)).filter((other) => other.membershipId !== membershipId);
  return holdingRefusal(terms, others, paidOn, asOf);
}

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
  const { asOf, runId, now, commandId } = call;
  const context = { asOf, runId, now, operators: deps.operators };
  const outcome = decidePayment(facts, { ...command, commandId }, context);
  if (outcome.outcome === 'refused') return refused(outcome.refusal, command.membershipId, facts.membership.cycle);
  const saved = await deps.store.memberships.replace(stored, outcome.membership);
  await makeDueIfEntitledAgain(saved, call, deps);
  const claims = newClaims(stored.value.notices, outcome.membership.notices);
  const contentOf = (claim: Claim) => membershipContent({ ...facts, membership: outcome.membership }, claim, asOf);
  const deliveries = await deliver(claims, contentOf, asOf, deps.post);
  await recordDeliveries(deps.store, saved, deliveries);
  const { rule, reason, inputs, cycle, membershipId, partnerId } = outcome.decision;
  const lines = deliveries.map((delivery) => deliveryLine({ partnerId, membershipId, cycle }, delivery));
  return done(rule, reason, { membershipId, cycle, inputs, lines: [outcome.decision, ...lines] });
}

/** After a reinstatement or at another level, directory and KPI may concern the partner again. */
async function makeDueIfEntitledAgain(
  { value }: Stored<Membership>,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<void> {
  const { lastRenewal } = value;
  if (lastRenewal?.kind === 'reinstated' || lastRenewal?.fellBackFrom != null)
    await makePartnerDue(store, value.partnerId, asOf);
}
