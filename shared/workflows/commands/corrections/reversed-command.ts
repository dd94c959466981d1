import { takenBackRefusal } from '../../../domain/benefits/reverse-token.ts';
import type { RecordPayment } from '../../../domain/commands/command.ts';
import { reversedRefusal } from '../../../domain/memberships/reversed-payment.ts';
import { readSurvivor } from '../../reads/merged/lineage.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import {
  type ChangingCommand,
  type CommandCall,
  type CommandDeps,
  type CommandResult,
  refused,
} from '../command-call.ts';

type Refused = CommandResult & { repeated: boolean };

/**
 * The refusal of a command that was carried out, and that another one has taken back since: it is not done any more,
 * and is not done again by itself (R-REN-9, R-OPS-1). Null: it was not taken back.
 */
export async function readReversedRefusal(
  command: ChangingCommand,
  call: CommandCall,
  deps: CommandDeps,
): Promise<Refused | null> {
  if (command.command === 'record-payment') return readReversedPayment(command, call, deps);
  return 'tokenId' in command ? readReversedToken(command, call, deps) : null;
}

async function readReversedToken(
  { partnerId: named }: { partnerId: string },
  { commandId }: CommandCall,
  { store }: CommandDeps,
): Promise<Refused | null> {
  const stored = await store.benefits.get({ partnerId: await readSurvivor(store, named) });
  const refusal = stored === null ? null : takenBackRefusal(stored.value, commandId);
  return refusal === null ? null : { ...refused(refusal), repeated: false };
}

async function readReversedPayment(
  command: RecordPayment,
  { commandId }: CommandCall,
  { store }: CommandDeps,
): Promise<Refused | null> {
  const [stored] = await store.memberships.getAll([await readPresentName(store, command)]);
  if (stored === undefined) return null;
  const { membershipId, cycle, reversals } = stored.value;
  if (!reversals.some(({ payment }) => payment.commandId === commandId)) return null;
  const refusal = reversedRefusal(stored.value, { reference: command.reference, commandId });
  return refusal === null ? null : { ...refused(refusal, membershipId, cycle), repeated: false };
}
