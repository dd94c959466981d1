/** `resend-notice`. */

import type { ResendNotice } from '../../domain/commands/command.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import { decideResend, type ResendOutcome } from '../../domain/renewal/resend.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { sendClaims } from '../deliveries/send-claims.ts';
import { readEnding } from '../reads/ending-memberships.ts';
import { readMembershipFacts, type StoredMembership } from '../reads/membership-facts.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from './command-call.ts';

/** Claims, sends and records as a sweep does: if it is stopped, the next run settles the open claims. */
export async function resendNotice(
  command: ResendNotice,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, membershipId, to } = command;
  const key = deps.store.memberships.key({ partnerId, membershipId });
  return retryOnConflict(async () => {
    const [item] = await readMembershipFacts(deps.store, deps.config, [key]);
    if (item === undefined) return refused(unknownMembership(partnerId, membershipId), membershipId);
    const { membership } = item.facts;
    const ending = membership.status.name === 'superseded' ? await readEnding(deps.store, membership) : undefined;
    const outcome = decideResend(
      { ...item.facts, ending },
      { to, commandId: call.commandId },
      { ...call, operators: deps.operators },
    );
    if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, membership.cycle);
    return sendAgain(item, outcome, command, call, deps);
  });
}

async function sendAgain(
  { stored, facts }: StoredMembership,
  { membership, stage, to }: Extract<ResendOutcome, { outcome: 'resent' }>,
  { membershipId, ticket }: ResendNotice,
  { asOf }: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { cycle } = membership;
  const fields = { membershipId, cycle, inputs: { ticket, stage, to } };
  if (to.length === 0) return done('R-NOT-2', 'sent before, or on its way: the next run settles what is open', fields);
  const saved = await deps.store.memberships.replace(stored, membership);
  const claims = newClaims(stored.value.notices, membership.notices);
  const { deliveries, lines } = await sendClaims(claims, saved, facts, asOf, deps);
  const problem = deliveries.find((delivery) => delivery.problem !== null)?.problem;
  return done('R-NOT-2', problem ?? `sent again to ${to.length}`, { ...fields, lines });
}
