/** Acts on the due items of a page, several at a time, each by itself: one that fails stops none of the others. */
import { NewerItem } from '../errors.ts';
import { logger } from '../lambda/logger.ts';
import type { DuePage } from '../store/due.ts';
import type { Key } from '../store/table.ts';
import { retryOnConflict } from '../store/write-conflicts.ts';
import type { DecisionLine } from './report.ts';
import {
  type FailedItem,
  type FailureOutcome,
  type ItemOutcome,
  NOTHING_DONE,
  type PageCall,
  type Sweep,
} from './sweep.ts';

/**
 * Items that one run sets aside in a segment; others may be with the next run. What fails in crowds is the program's
 * fault and not the items', and must not be set aside, nor told item by item, before anybody could repair it.
 */
const MAX_SET_ASIDE = 5;

const ITEMS_IN_FLIGHT = 8;

/**
 * Several at a time, begun in the order of the index; the outcomes come in that order, too. Items of one partner come
 * one after the other, since they share records of the partner. Failures are recorded at the end and in order, so that
 * which items are set aside does not depend on which failed first.
 *
 * `stoppedAfter`: where the next page goes on, if there was no time for all of them: everything that was begun has
 * ended, and lies before it.
 *
 * @param items at least the first of them is acted on
 * @param callNow the call with the instant of this moment, which claims carry
 */
export async function actOnItems<Facts>(
  sweep: Sweep<Facts>,
  items: readonly ReadItem<Facts>[],
  page: DuePage,
  callNow: () => PageCall,
  setAsideBefore: number,
  isLate: () => boolean,
) {
  const attempts = await tryInOrder(items, sweep.itemsInFlight ?? ITEMS_IN_FLIGHT, isLate, (item) =>
    tryItem(sweep, item, callNow),
  );
  const outcomes: ItemOutcome[] = [];
  let setAside = setAsideBefore;
  for (const attempt of attempts) {
    const outcome =
      'error' in attempt
        ? await reportFailure(sweep, attempt.key, attempt.error, callNow(), setAside < MAX_SET_ASIDE)
        : attempt.outcome;
    outcomes.push(outcome);
    setAside += outcome.setAside;
  }
  const last = items[attempts.length - 1];
  const isWhole = attempts.length === items.length;
  return { outcomes, stoppedAfter: isWhole || last === undefined ? null : page.cursorAfter(last.key) };
}

type Attempt = { outcome: ItemOutcome } | { key: Key; error: unknown };

/** What became of the items that were begun: a beginning of `items`, complete unless it became late. */
async function tryInOrder<Facts>(
  items: readonly ReadItem<Facts>[],
  inFlight: number,
  isLate: () => boolean,
  attempt: (item: ReadItem<Facts>) => Promise<Attempt>,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const lastOfPartner = new Map<string, Promise<Attempt>>();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && (next === 0 || !isLate())) {
      const index = next++;
      const item = items[index] as ReadItem<Facts>;
      const earlier = lastOfPartner.get(item.key.pk);
      const current = earlier === undefined ? attempt(item) : earlier.then(() => attempt(item));
      lastOfPartner.set(item.key.pk, current);
      attempts[index] = await current;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return attempts;
}

export type ReadItem<Facts> = { key: Key; facts: Facts } | { key: Key; error: unknown };

/**
 * Reads all at once, in the order of the keys. If one of them cannot be read, each half is read by itself: that item
 * fails alone, and costs the others a few reads. An item that is gone is left out.
 */
export async function readEach<Facts>(
  sweep: Pick<Sweep<Facts>, 'read' | 'keyOf'>,
  keys: Key[],
): Promise<ReadItem<Facts>[]> {
  const [key] = keys;
  if (key === undefined) return [];
  try {
    const byKey = new Map((await sweep.read(keys)).map((facts) => [nameOf(sweep.keyOf(facts)), facts]));
    return keys.flatMap((keyOfItem) => {
      const facts = byKey.get(nameOf(keyOfItem));
      return facts === undefined ? [] : [{ key: keyOfItem, facts }];
    });
  } catch (error) {
    if (keys.length === 1) return [{ key, error }];
    const half = keys.length >> 1;
    return [...(await readEach(sweep, keys.slice(0, half))), ...(await readEach(sweep, keys.slice(half)))];
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

async function tryItem<Facts>(sweep: Sweep<Facts>, item: ReadItem<Facts>, callNow: () => PageCall): Promise<Attempt> {
  if ('error' in item) return item;
  try {
    return { outcome: await actOn(sweep, item.facts, callNow) };
  } catch (error) {
    return { key: item.key, error };
  }
}

function actOn<Facts>(sweep: Sweep<Facts>, item: Facts, callNow: () => PageCall): Promise<ItemOutcome> {
  return retryOnConflict(async (tries) => {
    const [current] = tries === 1 ? [item] : await sweep.read([sweep.keyOf(item)]);
    return current === undefined ? NOTHING_DONE : sweep.act(current, callNow());
  });
}

/** An item that fails is a line of the report, and is due again with the next run, unless it is set aside. */
async function reportFailure<Facts>(
  sweep: Sweep<Facts>,
  key: Key,
  error: unknown,
  call: PageCall,
  mayBeSetAside: boolean,
): Promise<ItemOutcome> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // No fault of the item: it is never set aside for it.
  if (error instanceof NewerItem)
    return { ...NOTHING_DONE, result: 'failed', lines: [failureLine(key, error, reason)] };
  const outcome = await recordFailure(sweep, { key, reason, mayBeSetAside }, call);
  return { ...outcome, result: 'failed', lines: [failureLine(key, error, reason), ...outcome.lines] };
}

/**
 * A failure that cannot be recorded stops nothing: the item is still due. Previews and runs for some partners record
 * none, because failures are counted by day.
 */
async function recordFailure<Facts>(sweep: Sweep<Facts>, item: FailedItem, call: PageCall): Promise<FailureOutcome> {
  if (call.run.dryRun || call.run.isPartial) return NOTHING_DONE;
  try {
    return await sweep.recordFailure(item, call);
  } catch (error) {
    logger.error('a failure could not be written down', error as Error);
    return NOTHING_DONE;
  }
}

function failureLine(key: Key, error: unknown, reason: string): DecisionLine {
  const ids = (error as { ids?: Record<string, string> }).ids ?? {};
  const partnerId = key.pk.replace(/^PARTNER#/, '');
  const membershipId = key.sk.match(/^MEMBERSHIP#(.+)$/)?.[1] ?? null;
  return {
    what: 'failed',
    partnerId,
    membershipId,
    cycle: null,
    stage: null,
    rule: 'none',
    reason,
    inputs: { ...ids },
  };
}
