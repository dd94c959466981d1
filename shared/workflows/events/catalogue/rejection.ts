/** The answer to what came by the bus and is no command: nothing was recorded, so that the table has nothing to tell. */
import * as z from 'zod';
import { id } from './values.ts';

export const REJECTED = 'command.rejected';

const facts = {
  id: id.describe('The same whenever this answer comes again.'),
  version: z.literal(1),
  at: z.iso.datetime().describe('When the command was given.'),
  about: id.describe('The source of the command, "source/billing".'),
  eventId: id.describe('Of the event that was to be a command.'),
  problems: z
    .array(z.strictObject({ field: z.string().nullable(), allowed: z.string() }))
    .describe('What is allowed instead, by the field where it stands; null: the whole.'),
};

export const rejectionSchema = z.strictObject({ ...facts, type: z.literal(REJECTED) });
export type CommandRejection = z.output<typeof rejectionSchema>;

export function rejectionOf({
  eventId,
  source,
  at,
  problems,
}: Pick<CommandRejection, 'eventId' | 'at' | 'problems'> & { source: string }): CommandRejection {
  return { id: `rejected/${eventId}`, type: REJECTED, version: 1, at, about: `source/${source}`, eventId, problems };
}
