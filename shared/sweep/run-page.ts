/**
 * One page of a sweep: reads a few due items, acts on each, reports what was decided. What fails stays due, until it has failed for
 * so long that it is set aside.
 */
import { type DuePage, readDuePage } from '../store/due.ts';
import { actOnItems } from './act-on-items.ts';
import { logDecisions } from './decision-log.ts';
import { readNamedPage } from './named-page.ts';
import type { PageInput, PageOutput, PageState } from './page-state.ts';
import { previousRunOn } from './planned-runs.ts';
import { writePart } from './report.ts';
import { addTotals, NO_TOTALS, type Totals } from './run.ts';
import type { ItemOutcome, Sweep } from './sweep.ts';

/** Items of one page, unless a workflow says otherwise: few enough to be sent long before a call's time is up. */
const PAGE_SIZE = 25;

/**
 * After this no further item of a page is begun. Claims carry the instant at which their page began, and another run takes a claim
 * that is two minutes old for one without an answer.
 */
const MAX_PAGE_MS = 60_000;

/**
 * Runs one page and says how to go on. A page that takes long stops early, and the next one goes on from there.
 *
 * @param clock milliseconds since any instant
 * @throws only if the page as a whole could not be read or reported
 *
 * @example
 * const output = await runPage(kpiSweep(setup), { state, now: '2026-11-16T08:00:05Z' });
 * // output.done: nothing is left to sweep; output.needsSettling: claims still wait for an answer
 */
export async function runPage<Facts>(
  sweep: Sweep<Facts>,
  { state, now }: PageInput,
  clock: () => number = () => performance.now(),
): Promise<PageOutput> {
  const pageStart = clock();
  const { run, mode, settleBefore } = state;
  const { runId, asOf, workflow } = run;
  const settling = {
    ...{ runId, asOf, now, settleBefore },
    previousRunOn: previousRunOn(workflow, asOf),
    policy: sweep.policy,
  };
  const page = await readPage(sweep, state);
  const before = state.totals ?? NO_TOTALS;
  const isLate = () => clock() - pageStart > MAX_PAGE_MS;
  const { outcomes, stoppedAfter } = await actOnItems(sweep, page, { run, mode, settling }, before.setAside, isLate);
  const cursor = stoppedAfter ?? page.cursor;
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

function readPage<Facts>(sweep: Sweep<Facts>, { segment, run, cursor }: PageState): Promise<DuePage> {
  const { partnerIds, index } = segment;
  const page = { limit: sweep.pageSize ?? PAGE_SIZE, cursor };
  if (partnerIds !== null) return readNamedPage(partnerIds, sweep.keysOf, page);
  return readDuePage(sweep.table, sweep.workflow, index, run.asOf, page);
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
