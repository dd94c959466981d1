/**
 * Reads the whole table, page after page at a bounded rate, and writes what is of an older shape, or not where it
 * should be in an index (docs/decisions/0037-reindexing.md). Stopped anywhere, it can be started again: what is right
 * is only read.
 */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { problemsOf } from '../../domain/config/issues.ts';
import { fields, line, wholeNumber } from '../../domain/config/values.ts';
import { formatProblems } from '../../domain/core/problem.ts';
import { executionInput } from '../../lambda/executions/execution.ts';
import type { Store } from '../../store/store.ts';
import { NOTHING_READ, type ReindexCounts, reindexItems } from './reindex-items.ts';

export const MAX_ITEMS_PER_SECOND = 10_000;

/** What operators give. */
export const reindexInput = fields({
  /** Items that are read a second, at most. */
  itemsPerSecond: wholeNumber(1, MAX_ITEMS_PER_SECOND).default(100),
  dryRun: z.boolean({ error: 'true or false' }).default(false),
  reason: line(1, 500).optional(),
});

const count = z.int().nonnegative();
const progressSchema = z.object({
  /** The key after which to go on; null: from the beginning. */
  after: z.record(z.string(), z.unknown()).nullable(),
  counts: z.object({
    read: count,
    rewritten: count,
    alreadyRight: count,
    newer: count,
    unreadable: count,
    unreadableKeys: z.array(z.string()).readonly(),
  }),
});

/** What the state machine hands over: the execution's own input, or the output of the call before. */
export const reindexState = z.object({ ...executionInput.shape, progress: progressSchema.nullable() });
export type ReindexState = z.output<typeof reindexState>;

export type ReindexResult = ReindexState & {
  /** False: the execution fails with `InvalidInput`, or `ReindexIncomplete`, and this cause. */
  readonly valid: boolean;
  readonly cause: string | null;
  /** False: call again. */
  readonly done: boolean;
  /** Items could not be read. */
  readonly incomplete: boolean;
  readonly output: (ReindexCounts & { readonly runId: string; readonly dryRun: boolean }) | null;
};

export type ReindexDeps = {
  readonly store: Store;
  /** Milliseconds since any instant. */
  readonly clock: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
};

export const IN_REAL_TIME: Omit<ReindexDeps, 'store'> = {
  clock: () => performance.now(),
  wait: async (milliseconds) => void (await delay(milliseconds)),
};

/** After this no further page of a call is begun: a state machine has room for so many calls (25,000 events). */
const MAX_CALL_MS = 5 * 60_000;
/** A page is written at once: no more than a second's items, and not too many. */
const MOST_ITEMS = 200;

/** @throws what the store throws; WriteConflict */
export async function runReindex(state: ReindexState, deps: ReindexDeps): Promise<ReindexResult> {
  const parsed = reindexInput.safeParse(state.input);
  if (!parsed.success) {
    const problems = problemsOf(parsed.error.issues, state.input, { file: null, line: null });
    return { ...state, ...NOT_DONE, valid: false, cause: formatProblems(problems) };
  }
  const progress = await readOn(state.progress ?? { after: null, counts: NOTHING_READ }, parsed.data, deps);
  if (progress.after !== null) return { ...state, ...NOT_DONE, progress };
  const { counts } = progress;
  return {
    ...state,
    ...NOT_DONE,
    progress,
    cause: causeOf(counts),
    done: true,
    incomplete: counts.unreadable > 0,
    output: { runId: state.execution, dryRun: parsed.data.dryRun, ...counts },
  };
}

const NOT_DONE = { valid: true, cause: null, done: false, incomplete: false, output: null } as const;

type Progress = { readonly after: Record<string, unknown> | null; readonly counts: ReindexCounts };

/** `after` null in the end: nothing is left to be read. */
async function readOn(
  begun: Progress,
  { itemsPerSecond, dryRun }: z.output<typeof reindexInput>,
  { store, clock, wait }: ReindexDeps,
): Promise<Progress> {
  const start = clock();
  let { after, counts } = begun;
  let items = 0;
  do {
    const page = await store.table.scan({ limit: Math.min(MOST_ITEMS, itemsPerSecond), cursor: after });
    counts = await reindexItems(store, page.items, counts, !dryRun);
    after = page.cursor;
    items += page.items.length;
    const early = start + (items / itemsPerSecond) * 1_000 - clock();
    if (early > 0 && after !== null) await wait(early);
  } while (after !== null && clock() - start < MAX_CALL_MS);
  return { after, counts };
}

function causeOf({ unreadable, unreadableKeys, ...counts }: ReindexCounts): string | null {
  if (unreadable === 0) return null;
  const others = `the others are done: ${JSON.stringify(counts)}`;
  return `${unreadable} items cannot be read and stay as they are: ${unreadableKeys.join('; ')}; ${others}`;
}
