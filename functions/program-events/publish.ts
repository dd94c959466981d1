/** program-events: what the table's stream tells, as events on the program's bus (docs/events). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, tableSettings } from '../../shared/lambda/environment.ts';
import { openEventBus } from '../../shared/lambda/events/event-bus.ts';
import { streamHandler } from '../../shared/lambda/events/stream-handler.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { emitCounts } from '../../shared/lambda/metrics.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { publishChanges } from '../../shared/workflows/events/publish-changes.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, EVENT_BUS: z.string().min(1) }));
const store = openStore(openTable(settings), readDeployedConfig());
const bus = openEventBus(settings.EVENT_BUS);

export const handler = streamHandler(async (changes) => {
  let unreadable = 0;
  const published = await publishChanges(changes, {
    store,
    publish: bus.put,
    onUnreadable: ({ after: { pk, sk } }, error) => {
      unreadable += 1;
      logger.error(`a change of ${pk} ${sk} could not be told: ${error.message}`, error);
    },
  });
  logger.info('changes told', { changes: changes.length, events: published });
  emitCounts('program-events', unreadable > 0 ? { UnreadableChanges: unreadable } : {});
});
