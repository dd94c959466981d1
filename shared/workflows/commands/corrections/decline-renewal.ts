/** `decline-renewal` (R-REN-8). */
import type { DeclineRenewal } from '../../../domain/commands/command.ts';
import { anniversary } from '../../../domain/memberships/membership.ts';
import { decideDecline } from '../../../domain/renewal/corrections/decline.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from '../command-call.ts';

/** One conditional write. A payment or expiry that comes first is read, and decides. */
export async function declineRenewal(
  command: DeclineRenewal,
  call: CommandCall,
  { store, operators }: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, membershipId, withdraw = false, ticket = null } = command;
  return retryOnConflict(async () => {
    const stored = await store.memberships.get({ partnerId, membershipId });
    if (stored === null)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-REN-8' }, membershipId);
    const { value } = stored;
    const outcome = decideDecline(value, { withdraw, ticket }, { ...call, operators });
    if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, value.cycle);
    if (outcome.membership !== value) await store.memberships.replace(stored, outcome.membership);
    const inputs = { withdraw, ticket, anniversary: anniversary(value) };
    return done('R-REN-8', outcome.reason, { membershipId, cycle: value.cycle, inputs });
  });
}
