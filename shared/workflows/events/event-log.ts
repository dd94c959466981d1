/**
 * The numbers of events: they grow by one for each partner, without gaps, and a change that is told again has the
 * numbers that it had. A change is known by its item and the item's version, which grows with every write.
 */
import { Temporal } from 'temporal-polyfill';
import type { EventLog, ToldChange } from '../../store/schemas/event-log.ts';
import { numbered, type ProgramEvent, type UnnumberedEvent } from './catalogue/program-event.ts';

/**
 * A stream keeps a change for 24 hours (Amazon DynamoDB Developer Guide, "Change data capture for DynamoDB Streams"):
 * an hour more, and no change is told under a second number.
 */
const KEPT = { hours: 25 };
/** Of one partner: an item holds 400 KB, and each takes some 150 bytes. */
const MOST_KEPT = 1_000;

export const emptyLog = (about: string): EventLog => ({ about, last: 0, told: [] });

/** A change with its events. `at`: instant. */
export type Telling = { item: string; version: number; at: string; events: readonly UnnumberedEvent[] };

/**
 * The events with their numbers, in the order given, and the log that knows them: the one given, if it knows all of
 * them.
 */
export function number(
  log: EventLog,
  tellings: readonly Telling[],
  series: string,
): { log: EventLog; events: ProgramEvent[] } {
  const known = new Map(log.told.map((told) => [nameOf(told), told]));
  const fresh: ToldChange[] = [];
  let { last } = log;
  const events = tellings.flatMap(({ events, ...change }) => {
    if (events.length === 0) return [];
    let told = known.get(nameOf(change));
    if (told === undefined) {
      told = { ...change, first: last + 1, count: events.length };
      last += events.length;
      known.set(nameOf(change), told);
      fresh.push(told);
    }
    const { first } = told;
    return events.map((event, index) => numbered(event, { series, about: log.about }, first + index, change.at));
  });
  return { log: fresh.length === 0 ? log : { ...log, last, told: kept([...log.told, ...fresh]) }, events };
}

const nameOf = ({ item, version }: Pick<ToldChange, 'item' | 'version'>): string => `${item}\n${version}`;

function kept(told: readonly ToldChange[]): ToldChange[] {
  const latest =
    told
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? '';
  const since = Temporal.Instant.from(latest).subtract(KEPT);
  return told.slice(-MOST_KEPT).filter(({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), since) >= 0);
}
