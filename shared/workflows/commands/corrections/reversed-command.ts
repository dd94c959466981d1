import type { RecordPayment } from '../../../domain/commands/command.ts';
import { reversedRefusal } from '../../../domain/memberships/reversed-payment.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import { type CommandCall, type CommandDeps, type CommandResult, refused } from '../command-call.ts';

/**
 * The refusal of a payment's command that was carried out, and whose payment was reversed since: it is not done any more, and is not done
 * again by itself (R-REN-9). Null: it was not reversed.
 */
export async function readReversedRefusal(
  command: RecordPayment,
  { commandId }: CommandCall,
  { store }: CommandDeps,
): Promise<(CommandResult & { repeated: boolean }) | null> {
  const [stored] = await store.memberships.getAll([await readPresentName(store, command)]);
  if (stored === undefined) return null;
  const { membershipId, cycle, reversals } = stored.value;
  if (!reversals.some(({ payment }) => payment.commandId === commandId)) return null;
  const refusal = reversedRefusal(stored.value, { reference: command.reference, commandId });
  return refusal === null ? null : { ...refused(refusal, membershipId, cycle), repeated: false };
}
