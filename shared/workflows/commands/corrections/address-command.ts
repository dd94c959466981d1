/**
 * Ids that merges and renamings have replaced go on working in commands (R-MRG-5, R-MEM-9): a command is executed for
 * what it names, where that is now. It is recorded as it was given.
 */
import type { CorrectInvoiceLine } from '../../../domain/commands/command.ts';
import type { Store } from '../../../store/store.ts';
import { readSurvivor } from '../../reads/merged/lineage.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';
import type { ChangingCommand } from '../command-call.ts';
import { completeRenamings } from './rename-membership.ts';

/**
 * The command with the present ids. A command about a merged partner itself stays as it is: it is refused (R-MRG-1).
 */
export async function addressCommand(command: ChangingCommand, store: Store): Promise<ChangingCommand> {
  // The id of a new membership is given by the command.
  if (command.command === 'enrol') return command;
  if (command.command === 'erase-person')
    return { ...command, partnerId: await readSurvivor(store, command.partnerId) };
  if (command.command === 'correct-invoice-line') return addressLine(command, store);
  if ('tokenId' in command && !('membershipId' in command)) return addressBenefit(command, store);
  if (!('membershipId' in command) || command.membershipId === undefined) return command;
  const name = { partnerId: command.partnerId, membershipId: command.membershipId };
  await completeRenamings(store, name);
  return { ...command, ...(await readPresentName(store, name)) };
}

/** A line that came from a merged partner may be named as that partner names it. */
async function addressLine(command: CorrectInvoiceLine, store: Store): Promise<CorrectInvoiceLine> {
  const partnerId = await readSurvivor(store, command.partnerId);
  return partnerId === command.partnerId ? command : { ...command, partnerId, cameFrom: command.partnerId };
}

async function addressBenefit<Command extends { partnerId: string; tokenId: string }>(
  command: Command,
  store: Store,
): Promise<Command> {
  const partnerId = await readSurvivor(store, command.partnerId);
  if (partnerId === command.partnerId) return command;
  const benefits = await store.benefits.get({ partnerId });
  const isNamed = (name: { partnerId: string; tokenId: string }) =>
    name.partnerId === command.partnerId && name.tokenId === command.tokenId;
  const benefit = benefits?.value.entries.find(({ formerIds = [] }) => formerIds.some(isNamed));
  return benefit === undefined ? command : { ...command, partnerId, tokenId: benefit.tokenId };
}
