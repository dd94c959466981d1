/**
 * bus-commands: commands that come by the program's bus, from their queue (docs/events). Each starts `partner-command`
 * once, whose outcome the table's stream tells; one that cannot be a command is answered at once.
 */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, tableSettings } from '../../shared/lambda/environment.ts';
import { openEventBus } from '../../shared/lambda/events/event-bus.ts';
import { startExecution } from '../../shared/lambda/executions/start-execution.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { queueHandler } from '../../shared/lambda/queue-handler.ts';
import { keys } from '../../shared/store/keys.ts';
import { rejectionOf } from '../../shared/workflows/events/catalogue/rejection.ts';
import { type Rejection, readBusCommand } from '../../shared/workflows/events/read-bus-command.ts';

const commandNames = z.record(z.string(), z.array(z.string()));
const settings = parseEnvironment(
  z.object({
    ...tableSettings.shape,
    EVENT_BUS: z.string().min(1),
    STATE_MACHINE: z.string().min(1),
    /** JSON: the commands of each source. */
    COMMAND_SOURCES: z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(commandNames),
  }),
);
const table = openTable(settings);
const bus = openEventBus(settings.EVENT_BUS);

const commandEvent = z.object({
  id: z.string().min(1),
  source: z.string().min(1),
  time: z.iso.datetime(),
  detail: z.record(z.string(), z.unknown()),
});

export const handler = queueHandler(commandEvent, async (event) => {
  const read = readBusCommand(event, settings.COMMAND_SOURCES as Parameters<typeof readBusCommand>[1]);
  if ('problems' in read) return reject(event, read.problems);
  const { partnerId, command } = read.command;
  if ((await table.get(keys.partner(partnerId))) === null)
    return reject(event, [{ field: 'partnerId', allowed: 'a partner that was imported' }]);
  await startExecution(settings.STATE_MACHINE, `bus-${event.id}`, read.input);
  logger.info('command taken', { eventId: event.id, source: event.source, partnerId, command });
});

async function reject({ id, source, time }: z.output<typeof commandEvent>, problems: Rejection[]): Promise<void> {
  await bus.put([rejectionOf({ eventId: id, source, at: time, problems })]);
  logger.warn('command rejected', { eventId: id, source, problems });
}
