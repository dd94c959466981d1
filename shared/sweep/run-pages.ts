/**
 * The pages of one call of a sweep: reads some due items, acts on each, reports what was decided, page after page for
 * up to a minute. What fails stays due, until it has failed for so long that it is set aside.
 */
import { type Clock, GIVEN_TIME } from '../lambda/clock.ts';
import { type DuePage, readDuePage } from '../store/due.ts';
import { actOnItems, type ReadItem, readEach } from './act-on-items.ts';
import { logDecisions } from './decision-log.ts';
import { readNamedPage } from './named-page.ts';
import type { PageInput, PageOutput, PageState } from './page-state.ts';
import { previousRunOn } from './planned-runs.ts';
import { writePart } from './report.ts';
import { addTotals, NO_TOTALS, type Totals } from './run.ts';
import type { ItemOutcome, Sweep } from './sweep.ts';

/** Items of one page: one part of the report, and one batch of reads or a few. */
const PAGE_SIZE = 100;

/** After this no further item of a call is begun: so much lies within the time limit of a function. */
const MAX_CALL_MS = 60_000;

/**
 * Works through page after page until the time of the call is up, and says how to go on. The next page is read while
 * the items of this one are acted on.
 *
 * @param clock milliseconds since any instant
 * @param instantOf the instant of a claim, by that of the call
 * @throws only if a page as a whole could not be read or reported
 *
 * @example
 * const output = await runPages(kpiSweep(setup), { state, now: '2026-11-16T08:00:05Z' });
 * // output.done: nothing is left to sweep; output.needsSettling: claims still wait for an answer
 */
export async function runPages<Facts>(
  sweep: Sweep<Facts>,
  { state, now }: PageInput,
  clock: () => number = () => performance.now(),
  instantOf: Clock = GIVEN_TIME,
): Promise<PageOutput> {
  const start = clock();
  // A preview sends nothing.
  const closedUntil = () => (state.run.dryRun ? null : (sweep.closedUntil?.() ?? null));
  const isLate = () => clock() - start > MAX_CALL_MS || closedUntil() !== null;
  let output: PageOutput = { ...state, done: false, needsSettling: false };
  let read = readPage(sweep, output);
  do {
    const page = await read;
    const { cursor } = page.due;
    if (cursor !== null) read = readAhead(sweep, { ...output, cursor });
    output = await runPage(sweep, page, output, () => instantOf(now), isLate);
  } while (!output.done && !isLate());
  return stopIfClosed(output, closedUntil());
}

/**
 * The daily quota is used up: what is left stays due, and the run is over, but for the claims that wait for an answer.
 */
function stopIfClosed(output: PageOutput, closedUntil: string | null): PageOutput {
  if (closedUntil === null) return output;
  const totals = output.totals ?? NO_TOTALS;
  const needsSettling = output.mode === 'sweep' && (output.needsSettling || totals.unsettled > 0);
  return {
    ...output,
    done: true,
    cursor: null,
    needsSettling,
    totals: totalsForNextPage(totals, needsSettling),
    closedUntil,
  };
}

type ReadPage<Facts> = { due: DuePage; items: ReadItem<Facts>[] };

/** What cannot be read is an error of the page that needs it, and of none that stops before it. */
function readAhead<Facts>(sweep: Sweep<Facts>, state: PageState): Promise<ReadPage<Facts>> {
  const reading = readPage(sweep, state);
  reading.catch(() => {});
  return reading;
}

async function runPage<Facts>(
  sweep: Sweep<Facts>,
  { due, items }: ReadPage<Facts>,
  state: PageState,
  now: () => string,
  isLate: () => boolean,
): Promise<PageOutput> {
  const { run, mode, settleBefore } = state;
  const { runId, asOf, workflow } = run;
  const settling = { runId, asOf, settleBefore, previousRunOn: previousRunOn(workflow, asOf), policy: sweep.policy };
  const before = state.totals ?? NO_TOTALS;
  const callNow = () => ({ run, mode, settling: { ...settling, now: now() } });
  const { outcomes, stoppedAfter } = await actOnItems(sweep, items, due, callNow, before.setAside, isLate);
  const cursor = stoppedAfter ?? due.cursor;
  const lines = outcomes.flatMap((outcome) => outcome.lines);
  await writePart(sweep.reports, run, `${state.segment.index}-${mode === 'settle' ? 's' : ''}${state.page}`, lines);
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

/** Settling counts what is left unsettled from zero. */
const totalsForNextPage = (totals: Totals, needsSettling: boolean): Totals =>
  needsSettling ? { ...totals, unsettled: 0 } : totals;

async function readPage<Facts>(sweep: Sweep<Facts>, state: PageState): Promise<ReadPage<Facts>> {
  const due = await readDueKeys(sweep, state);
  return { due, items: await readEach(sweep, due.keys) };
}

function readDueKeys<Facts>(sweep: Sweep<Facts>, { segment, run, cursor }: PageState): Promise<DuePage> {
  const { partnerIds, shards } = segment;
  const page = { limit: PAGE_SIZE, cursor };
  if (partnerIds !== null) return readNamedPage(partnerIds, sweep.keysOf, page);
  return readDuePage(sweep.table, sweep.workflow, shards, run.asOf, page);
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
