/**
 * One page of a sweep: a few due items, each decided and done by itself, so that one that fails neither stops nor slows the
 * others. What fails stays due.
 */
import * as z from 'zod';
import type { Settling } from '../domain/settling.ts';
import { WriteConflict } from '../errors.ts';
import { instant } from '../lambda/execution.ts';
import type { ObjectStore } from '../lambda/object-store.ts';
import { type DuePage, duePage } from '../store/due.ts';
import type { Work } from '../store/keys.ts';
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
const LONGEST_MS = 60_000;

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
export type PageCall = { run: Run; mode: PageState['mode']; settling: Settling };

export type ItemOutcome = {
  result: 'acted' | 'skipped' | 'failed';
  /** Claims that still wait for an answer. */
  unsettled: number;
  /** Notices that became uncertain. */
  uncertain: number;
  lines: DecisionLine[];
};

export const NOTHING_DONE: ItemOutcome = { result: 'skipped', unsettled: 0, uncertain: 0, lines: [] };

/** What a workflow does with its due items. */
export type SweepWork<Facts> = {
  work: Work;
  /** Items of one page. Default 25. */
  pageSize?: number;
  table: Table;
  reports: ObjectStore;
  /** Reads what the items need. @throws on an item that cannot be read */
  load: (keys: Key[]) => Promise<Facts[]>;
  /** The items of one partner, due or not: for a run that is limited to some partners. */
  keysOf: (partnerId: string) => Promise<Key[]>;
  /** The item that is acted on. */
  keyOf: (facts: Facts) => Key;
  /** @throws WriteConflict if somebody else wrote first: it is then called again with what is there now */
  act: (facts: Facts, call: PageCall) => Promise<ItemOutcome>;
};

/**
 * Runs one page and says how to go on. A page that takes long stops early, and the next one goes on from there.
 *
 * @param clock milliseconds since any instant
 * @throws only if the page as a whole could not be read or reported
 */
export async function runPage<Facts>(
  work: SweepWork<Facts>,
  { state, now }: PageInput,
  clock: () => number = () => performance.now(),
): Promise<PageOutput> {
  const begun = clock();
  const { run, mode, settleBefore } = state;
  const call: PageCall = { run, mode, settling: { runId: run.runId, asOf: run.asOf, now, settleBefore } };
  const page = await keysOfPage(work, state);
  const { outcomes, stoppedAfter } = await actOnAll(work, page, call, () => clock() - begun > LONGEST_MS);
  const cursor = stoppedAfter ?? page.cursor;
  const lines = outcomes.flatMap((outcome) => outcome.lines);
  await writePart(work.reports, run, `${state.segment.index}-${mode === 'settle' ? 's' : ''}${state.page}`, lines);
  logDecisions(run, lines);
  const totals = addTotals(state.totals ?? NO_TOTALS, totalsOf(outcomes, mode));
  const done = cursor === null;
  const needsSettling = done && mode === 'sweep' && totals.unsettled > 0;
  return { ...state, page: state.page + 1, cursor, totals: forNext(totals, needsSettling), done, needsSettling };
}

/** Settling counts anew what is left unsettled. */
const forNext = (totals: Totals, needsSettling: boolean): Totals =>
  needsSettling ? { ...totals, unsettled: 0 } : totals;

async function keysOfPage<Facts>(work: SweepWork<Facts>, state: PageState): Promise<DuePage> {
  const { partnerIds, index } = state.segment;
  if (partnerIds === null)
    return duePage(work.table, work.work, index, state.run.asOf, {
      limit: work.pageSize ?? PAGE_SIZE,
      cursor: state.cursor,
    });
  const keys = await Promise.all(partnerIds.map((partnerId) => work.keysOf(partnerId)));
  return { keys: keys.flat(), cursor: null, cursorAfter: () => null };
}

/** In the order of the index. `stoppedAfter`: where to go on, if there was no time for all of them. */
async function actOnAll<Facts>(work: SweepWork<Facts>, page: DuePage, call: PageCall, isLate: () => boolean) {
  const { facts, failures } = await loadEach(work, page.keys);
  const outcomes = failures;
  const byKey = new Map(facts.map((item) => [nameOf(work.keyOf(item)), item]));
  const items = page.keys.flatMap((key) => byKey.get(nameOf(key)) ?? []);
  for (const [index, item] of items.entries()) {
    outcomes.push(await actOn(work, item, call).catch((error) => failure(work.keyOf(item), error)));
    const stoppedAfter = page.cursorAfter(work.keyOf(item));
    if (isLate() && index < items.length - 1 && stoppedAfter !== null) return { outcomes, stoppedAfter };
  }
  return { outcomes, stoppedAfter: null };
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** How often an item is decided about anew because somebody else wrote first. */
const ATTEMPTS = 5;

async function actOn<Facts>(work: SweepWork<Facts>, item: Facts, call: PageCall): Promise<ItemOutcome> {
  let current: Facts | undefined = item;
  for (let attempt = 1; current !== undefined; attempt += 1) {
    try {
      return await work.act(current, call);
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === ATTEMPTS) throw error;
      [current] = await work.load([work.keyOf(current)]);
    }
  }
  return NOTHING_DONE;
}

/** All at once; one by one if one of them cannot be read, so that it fails alone. */
async function loadEach<Facts>(work: SweepWork<Facts>, keys: Key[]) {
  const failures: ItemOutcome[] = [];
  if (keys.length === 0) return { facts: [], failures };
  try {
    return { facts: await work.load(keys), failures };
  } catch {
    const facts: Facts[] = [];
    for (const key of keys)
      try {
        facts.push(...(await work.load([key])));
      } catch (error) {
        failures.push(failure(key, error));
      }
    return { facts, failures };
  }
}

/** An item that fails is a line of the report, and is due again with the next run. */
function failure(key: Key, error: unknown): ItemOutcome {
  const ids = (error as { ids?: Record<string, string> }).ids ?? {};
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const partnerId = key.pk.replace(/^PARTNER#/, '');
  const membershipId = key.sk.match(/^MEMBERSHIP#(.+)$/)?.[1] ?? null;
  const line: DecisionLine = {
    what: 'failed',
    partnerId,
    membershipId,
    cycle: null,
    stage: null,
    rule: 'none',
    reason,
    inputs: { ...ids },
  };
  return { result: 'failed', unsettled: 0, uncertain: 0, lines: [line] };
}

function totalsOf(outcomes: ItemOutcome[], mode: PageState['mode']): Totals {
  const count = (result: ItemOutcome['result']): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  const sum = (field: 'uncertain' | 'unsettled'): number => outcomes.reduce((all, outcome) => all + outcome[field], 0);
  const waiting = { uncertain: sum('uncertain'), unsettled: sum('unsettled') };
  if (mode === 'settle') return { ...NO_TOTALS, failed: count('failed'), ...waiting };
  return {
    examined: outcomes.length,
    acted: count('acted'),
    skipped: count('skipped'),
    failed: count('failed'),
    ...waiting,
  };
}
