/** Acts on the due items of a page, each by itself: one that fails neither stops nor slows the others. */
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
 * Items that one run sets aside in a segment; others may be with the next run. What fails in crowds is the program's fault and not
 * the items', and must not be set aside, nor told item by item, before anybody could repair it.
 */
const MAX_SET_ASIDE = 5;

/** In the order of the index. `stoppedAfter`: where the next page goes on, if there was no time for all of them. */
export async function actOnItems<Facts>(
  sweep: Sweep<Facts>,
  page: DuePage,
  call: PageCall,
  setAsideBefore: number,
  isLate: () => boolean,
) {
  const items = await readEach(sweep, page.keys);
  const outcomes: ItemOutcome[] = [];
  let setAside = setAsideBefore;
  for (const [index, item] of items.entries()) {
    const outcome = await outcomeOf(sweep, item, call, setAside < MAX_SET_ASIDE);
    outcomes.push(outcome);
    setAside += outcome.setAside;
    const stoppedAfter = page.cursorAfter(item.key);
    if (isLate() && index < items.length - 1 && stoppedAfter !== null) return { outcomes, stoppedAfter };
  }
  return { outcomes, stoppedAfter: null };
}

type ReadItem<Facts> = { key: Key; facts: Facts } | { key: Key; error: unknown };

/**
 * Reads all at once, in the order of the keys. If one of them cannot be read, each half is read by itself: that item fails alone, and
 * costs the others a few reads. An item that is gone is left out.
 */
async function readEach<Facts>(sweep: Sweep<Facts>, keys: Key[]): Promise<ReadItem<Facts>[]> {
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

async function outcomeOf<Facts>(sweep: Sweep<Facts>, item: ReadItem<Facts>, call: PageCall, mayBeSetAside: boolean) {
  if ('error' in item) return reportFailure(sweep, item.key, item.error, call, mayBeSetAside);
  try {
    return await actOn(sweep, item.facts, call);
  } catch (error) {
    return reportFailure(sweep, item.key, error, call, mayBeSetAside);
  }
}

function actOn<Facts>(sweep: Sweep<Facts>, item: Facts, call: PageCall): Promise<ItemOutcome> {
  return retryOnConflict(async (tries) => {
    const [current] = tries === 1 ? [item] : await sweep.read([sweep.keyOf(item)]);
    return current === undefined ? NOTHING_DONE : sweep.act(current, call);
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
 * A failure that cannot be recorded stops nothing: the item is still due. Previews and runs for some partners record none, because
 * failures are counted by day.
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
