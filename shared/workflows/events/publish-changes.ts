/**
 * Publishes what the table's stream tells.
 *
 *   changes of a partner ─► events ─► numbers, in one conditional write ─► bus
 *
 * Stopped anywhere, the stream tells the changes again, and they get the numbers that they had: an event may come
 * twice, and none is missing. What cannot be told is told as `change.unreadable`, and stops nothing.
 */
import { CorruptItem, NewerItem } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import type { TableChange } from '../../store/table-change.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import type { ProgramEvent, UnnumberedEvent } from './catalogue/program-event.ts';
import { emptyLog, number, type Telling } from './event-log.ts';
import { eventsOfChange, subjectOf } from './events-of-change.ts';

export type PublishDeps = {
  store: Store;
  /** Takes events in their order; of one subject none before those before it. @throws if one was not taken */
  publish: (events: readonly ProgramEvent[]) => Promise<void>;
  /** Is told of what could not be told. */
  onUnreadable: (change: TableChange, error: Error) => void;
};

/** A change that is told. */
type Told = { change: TableChange; telling: Telling };

/** @returns how many events were published @throws what the table or the bus throws: the changes are to come again */
export async function publishChanges(changes: readonly TableChange[], deps: PublishDeps): Promise<number> {
  const events: ProgramEvent[] = [];
  for (const [about, told] of toldBySubject(changes, deps)) events.push(...(await numberEvents(about, told, deps)));
  if (events.length > 0) await deps.publish(events);
  return events.length;
}

function toldBySubject(changes: readonly TableChange[], deps: PublishDeps): Map<string, Told[]> {
  const told = changes.flatMap((change) => {
    const about = subjectOf(change.after);
    if (about === null) return [];
    const telling = { item: change.after.sk, version: versionOf(change), at: change.at, events: tell(change, deps) };
    return telling.events.length === 0 ? [] : [{ about, change, telling }];
  });
  return Map.groupBy(told, ({ about }) => about);
}

const versionOf = ({ after: { version } }: TableChange): number =>
  Number.isSafeInteger(version) ? Number(version) : 0;

function tell(change: TableChange, { store, onUnreadable }: PublishDeps): UnnumberedEvent[] {
  try {
    return eventsOfChange(change, store);
  } catch (thrown) {
    onUnreadable(change, thrown instanceof Error ? thrown : new Error(String(thrown)));
    const { pk, sk } = change.after;
    const partnerId = pk.startsWith('PARTNER#') ? pk.slice('PARTNER#'.length) : null;
    return [{ type: 'change.unreadable', partnerId, rule: 'none', data: { item: sk, version: versionOf(change) } }];
  }
}

/** None, if the numbers of the subject cannot be read: its changes are not told, and those of all others are. */
async function numberEvents(about: string, told: readonly Told[], deps: PublishDeps): Promise<ProgramEvent[]> {
  const { store, onUnreadable } = deps;
  try {
    return await retryOnConflict(async () => {
      const stored = await store.eventLogs.get({ about });
      const before = stored?.value ?? emptyLog(about);
      const tellings = told.map(({ telling }) => telling);
      const { log, events } = number(before, tellings, store.table.name);
      if (log !== before) await store.eventLogs.write(stored, log);
      return events;
    });
  } catch (error) {
    if (!(error instanceof CorruptItem || error instanceof NewerItem)) throw error;
    for (const { change } of told) onUnreadable(change, error);
    return [];
  }
}
