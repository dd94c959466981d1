/** `grant-override` (R-REN-7). */
import type { GrantOverride } from '../../domain/commands/command.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import { decideOverride } from '../../domain/renewal/payment/override.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import {
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  done,
  refused,
  unknownMembership,
} from './command-call.ts';

export async function grantOverride(
  { partnerId, membershipId, ticket, until, grantedBy, reason }: GrantOverride,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  return retryOnConflict(async () => {
    const stored = await store.memberships.get({ partnerId, membershipId });
    if (stored === null)
      return refused({ ...unknownMembership(partnerId, membershipId), rule: 'R-REN-7' }, membershipId);
    const override = { ticket, until, grantedBy, reason, grantedOn: call.asOf, stamp: stampOf(call) };
    const outcome = decideOverride(stored.value, override, call.asOf);
    if (outcome.outcome === 'refused') return refused(outcome.refusal, membershipId, stored.value.cycle);
    await store.memberships.replace(stored, outcome.membership);
    const description = `payment is allowed until ${until} on ticket ${ticket}`;
    return done('R-REN-7', description, { membershipId, cycle: stored.value.cycle, inputs: override });
  });
}
