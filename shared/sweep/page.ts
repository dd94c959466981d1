/**
 * One page of a sweep: a few due items, each decided and done by itself, so that one that fails neither stops nor slows the
 * others. What fails stays due, until it has failed for so long that it is set aside.
 */
import * as z from 'zod';
import type { Workflow } from '../domain/core/workflow.ts';
import type { SettlingContext, SettlingPolicy } from '../domain/notices/settling.ts';
import { WriteConflict } from '../errors.ts';
import { instant } from '../lambda/execution.ts';
import { logger } from '../lambda/logger.ts';
import type { ObjectStore } from '../lambda/object-store.ts';
import { type DuePage, readDuePage } from '../store/due.ts';
import type { Key, Table } from '../store/table.ts';
import { logDecisions } from './decision-log.ts';
import { type DecisionLine, writePart } from './report.ts';
import { addTotals, NO_TOTALS, type Run, runSchema, segmentSchema, type Totals, totalsSchema } from './run.ts';

/** Items of one page, unless a workflow says otherwise: few enough to be sent long before a call's time is up. */
const PAGE_SIZE = 25;

/**
 * No item is begun later in a page: its claims bear the instant at which the page began, and another run takes a claim of two
 * minutes ago for one without an answer.
 */
const MAX_PAGE_MS = 60_000;

/**
 * Items that one run sets aside in a segment; others may be with the next. What fails in crowds is the program's fault and not
 * the items', and must not be put away, nor told item by item, before anybody could mend it.
 */
const MAX_SET_ASIDE = 5;

const stateSchema = z.object({
  run: runSchema,
  segment: segmentSchema,
  /** `settle`: the claims that the sweep left without an answer are decided about. */
  mode: z.enum(['sweep', 'settle']),
  page: z.int().nonnegative(),
  cursor: z.record(z.string(), z.unknown()).nullable(),
  totals: totalsSchema.nullable(),
  /** Instant: claims made by then, inclusive, have had their time. */
  settleBefore: instant.nullable(),
});
export type PageState = z.infer<typeof stateSchema>;

/** What the state machine hands to a page. `now`: instant. */
export const pageInput = z.object({ state: stateSchema, now: instant });
export type PageInput = z.infer<typeof pageInput>;
export type PageOutput = PageState & { done: boolean; needsSettling: boolean };

/** What a page's items are decided with. */
export type PageCall = { run: Run; mode: PageState['mode']; settling: SettlingContext };

export type ItemOutcome = {
  result: 'acted' | 'skipped' | 'failed';
  /** Claims that still wait for an answer. */
  unsettled: number;
  /** Notices that became uncertain. */
  uncertain: number;
  /** 1 if the item was set aside. */
  setAside: number;
  lines: DecisionLine[];
};

export const NOTHING_DONE: ItemOutcome = { result: 'skipped', unsettled: 0, uncertain: 0, setAside: 0, lines: [] };

/** An item that could not be read or done. */
export type FailedItem = { key: Key; reason: string; mayBeSetAside: boolean };
export type FailureOutcome = Omit<ItemOutcome, 'result'>;

/** What a workflow does with its due items. */
export type Sweep<Facts> = {
  workflow: Workflow;
  /** Items of one page. Default 25. */
  pageSize?: number;
  table: Table;
  reports: ObjectStore;
  /** Reads what the items need. @throws on an item that cannot be read */
  read: (keys: Key[]) => Promise<Facts[]>;
  /** The items of one partner, due or not: for a run that is limited to some partners. */
  keysOf: (partnerId: string) => Promise<Key[]>;
  /** The item that is acted on. */
  keyOf: (facts: Facts) => Key;
  /** @throws WriteConflict if somebody else wrote first: it is then called again with what is there now */
  act: (facts: Facts, call: PageCall) => Promise<ItemOutcome>;
  policy: SettlingPolicy;
  /** What is done about an item that failed, besides reporting it. */
  recordFailure: (item: FailedItem, call: PageCall) => Promise<FailureOutcome>;
};

/**
 * Runs one page and says how to go on. A page that takes long stops early, and the next one goes on from there.
 *
 * @param clock milliseconds since any instant
 * @throws only if the page as a whole could not be read or reported
 */
export async function runPage<Facts>(
  work: Sweep<Facts>,
  { state, now }: PageInput,
  clock: () => number = () => performance.now(),
): Promise<PageOutput> {
  const begun = clock();
  const { run, mode, settleBefore } = state;
  const settling = { runId: run.runId, asOf: run.asOf, now, settleBefore, policy: work.policy };
  const page = await keysOfPage(work, state);
  const before = state.totals ?? NO_TOTALS;
  const isLate = () => clock() - begun > MAX_PAGE_MS;
  const { outcomes, stoppedAfter } = await actOnAll(work, page, { run, mode, settling }, before.setAside, isLate);
  const cursor = stoppedAfter ?? page.cursor;
  const lines = outcomes.flatMap((outcome) => outcome.lines);
  await writePart(work.reports, run, `${state.segment.index}-${mode === 'settle' ? 's' : ''}${state.page}`, lines);
  logDecisions(run, lines);
  const totals = addTotals(before, totalsOf(outcomes, mode));
  const done = cursor === null;
  const needsSettling = done && mode === 'sweep' && totals.unsettled > 0;
  return {
    ...state,
    page: state.page + 1,
    cursor,
    totals: totalsForNextPage(totals, needsSettling),
    done,
    needsSettling,
  };
}

/** Settling counts anew what is left unsettled. */
const totalsForNextPage = (totals: Totals, needsSettling: boolean): Totals =>
  needsSettling ? { ...totals, unsettled: 0 } : totals;

async function keysOfPage<Facts>(work: Sweep<Facts>, state: PageState): Promise<DuePage> {
  const { partnerIds, index } = state.segment;
  if (partnerIds === null)
    return readDuePage(work.table, work.workflow, index, state.run.asOf, {
      limit: work.pageSize ?? PAGE_SIZE,
      cursor: state.cursor,
    });
  const keys = await Promise.all(partnerIds.map((partnerId) => work.keysOf(partnerId)));
  return { keys: keys.flat(), cursor: null, cursorAfter: () => null };
}

/** In the order of the index. `stoppedAfter`: where to go on, if there was no time for all of them. */
async function actOnAll<Facts>(
  work: Sweep<Facts>,
  page: DuePage,
  call: PageCall,
  setAsideBefore: number,
  isLate: () => boolean,
) {
  const loaded = await readEach(work, page.keys);
  const outcomes: ItemOutcome[] = [];
  let setAside = setAsideBefore;
  for (const [index, item] of loaded.entries()) {
    const mayBeSetAside = call.mode === 'sweep' && setAside < MAX_SET_ASIDE;
    const outcome = await outcomeOf(work, item, call, mayBeSetAside);
    outcomes.push(outcome);
    setAside += outcome.setAside;
    const stoppedAfter = page.cursorAfter(item.key);
    if (isLate() && index < loaded.length - 1 && stoppedAfter !== null) return { outcomes, stoppedAfter };
  }
  return { outcomes, stoppedAfter: null };
}

async function outcomeOf<Facts>(work: Sweep<Facts>, item: ReadItem<Facts>, call: PageCall, mayBeSetAside: boolean) {
  if ('error' in item) return reportFailure(work, item.key, item.error, call, mayBeSetAside);
  try {
    return await actOn(work, item.facts, call);
  } catch (error) {
    return reportFailure(work, item.key, error, call, mayBeSetAside);
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** How often an item is decided about anew because somebody else wrote first. */
const ATTEMPTS = 5;

async function actOn<Facts>(work: Sweep<Facts>, item: Facts, call: PageCall): Promise<ItemOutcome> {
  let current: Facts | undefined = item;
  for (let attempt = 1; current !== undefined; attempt += 1) {
    try {
      return await work.act(current, call);
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === ATTEMPTS) throw error;
      [current] = await work.read([work.keyOf(current)]);
    }
  }
  return NOTHING_DONE;
}

type ReadItem<Facts> = { key: Key; facts: Facts } | { key: Key; error: unknown };

/**
 * All at once, in the order of the keys. If one of them cannot be read, each half by itself: it fails alone, and costs the others a
 * few reads. What is gone is left out.
 */
async function readEach<Facts>(work: Sweep<Facts>, keys: Key[]): Promise<ReadItem<Facts>[]> {
  const [key] = keys;
  if (key === undefined) return [];
  try {
    const byKey = new Map((await work.read(keys)).map((facts) => [nameOf(work.keyOf(facts)), facts]));
    return keys.flatMap((each) => {
      const facts = byKey.get(nameOf(each));
      return facts === undefined ? [] : [{ key: each, facts }];
    });
  } catch (error) {
    if (keys.length === 1) return [{ key, error }];
    const half = keys.length >> 1;
    return [...(await readEach(work, keys.slice(0, half))), ...(await readEach(work, keys.slice(half)))];
  }
}

/** An item that fails is a line of the report, and is due again with the next run, unless it is set aside. */
async function reportFailure<Facts>(
  work: Sweep<Facts>,
  key: Key,
  error: unknown,
  call: PageCall,
  mayBeSetAside: boolean,
): Promise<ItemOutcome> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const noted = await recordFailure(work, { key, reason, mayBeSetAside }, call);
  return { ...noted, result: 'failed', lines: [failureLine(key, error, reason), ...noted.lines] };
}

/** What cannot be written down stops nobody: the item is due still. A preview and a run for some partners are no daily attempt. */
async function recordFailure<Facts>(work: Sweep<Facts>, item: FailedItem, call: PageCall): Promise<FailureOutcome> {
  if (call.run.dryRun || call.run.isPartial) return NOTHING_DONE;
  try {
    return await work.recordFailure(item, call);
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

function totalsOf(outcomes: ItemOutcome[], mode: PageState['mode']): Totals {
  const count = (result: ItemOutcome['result']): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  const sum = (field: 'uncertain' | 'unsettled' | 'setAside'): number =>
    outcomes.reduce((all, outcome) => all + outcome[field], 0);
  const waiting = { uncertain: sum('uncertain'), unsettled: sum('unsettled'), setAside: sum('setAside') };
  if (mode === 'settle') return { ...NO_TOTALS, failed: count('failed'), ...waiting };
  return {
    examined: outcomes.length,
    acted: count('acted'),
    skipped: count('skipped'),
    failed: count('failed'),
    ...waiting,
  };
}
