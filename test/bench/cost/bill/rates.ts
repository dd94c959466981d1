import { SHARDS, SHARDS_ON_ONE_MACHINE } from '../../../../shared/store/shards.ts';
import { ONE_OF } from '../measure/mail-events.ts';
import type { Measurement } from '../measure/measure.ts';
import type { RecordedRun } from '../measure/recorded-runs.ts';
import { minus, NO_USAGE, plus, scaled, sum, type Usage } from '../measure/usage.ts';

const DAYS_OF_YEAR = 365;
/** Due items of a page, as `shared/sweep/run-pages.ts` has it. */
const PAGE_SIZE = 100;

/** The usage of one more page of a sweep: a call, two states, a query of the index, a part of the report. */
const PAGE: Usage = {
  ...NO_USAGE,
  invocations: 1,
  transitions: 2,
  historyEvents: 7,
  requests: 1,
  readUnits: 0.5,
  puts: 1,
};

/**
 * Of a sweep where it is deployed, beside what was measured: it asks each shard of the index what is due, and what is
 * left in the end.
 */
const FURTHER_SHARDS: Usage = {
  ...NO_USAGE,
  requests: 2 * (SHARDS - SHARDS_ON_ONE_MACHINE),
  readUnits: 0.5 * 2 * (SHARDS - SHARDS_ON_ONE_MACHINE),
};

/** A year's usage is `fixed + memberships × perMembership`; the latter by what has functions of its own. */
export type Rates = {
  /** Of a year in which nothing is ever due. */
  readonly fixed: Usage;
  readonly perMembership: Readonly<Record<'sweeps' | 'commands' | 'imports' | 'mailEvents', Usage>>;
  /** Starts by a schedule in a year. */
  readonly startsPerYear: number;
  /** Due items of a year and membership. */
  readonly itemsPerMembership: number;
};

/**
 * Takes a measured program apart. Sweeps of small programs fill one page a segment at most, so that what goes by pages
 * cannot be scaled up from them: it is computed from the due items instead.
 */
export function ratesOf({ runs, emptyRuns, memberships, days }: Measurement): Rates {
  const perYear = DAYS_OF_YEAR / days;
  const sweeps = runs.filter(isSweep);
  const items = sweeps.reduce((total, { examined }) => total + examined, 0);
  const runsOf = (workflow: string): RecordedRun[] => runs.filter((run) => run.workflow === workflow);
  const usageOf = (some: readonly RecordedRun[]): Usage => sum(some.map(({ usage }) => usage));
  const idle = usageOf(sweeps.map((run) => emptyRunLike(run, emptyRuns)));
  const byItem = { ...minus(usageOf(sweeps), idle), ...NOT_BY_ITEM };
  const firstParts = { ...NO_USAGE, puts: sweeps.length * SHARDS_ON_ONE_MACHINE };
  const furtherShards = scaled(FURTHER_SHARDS, sweeps.length);
  const each = (usage: Usage): Usage => scaled(usage, perYear / memberships);
  return {
    fixed: scaled(sum([idle, firstParts, furtherShards, usageOf(runsOf('run-watch'))]), perYear),
    perMembership: {
      sweeps: each(plus(byItem, PAGE, items / PAGE_SIZE)),
      commands: each(usageOf(runsOf('partner-command'))),
      // What is imported in a year is imported at once here.
      imports: scaled(usageOf(runsOf('import')), 1 / memberships),
      mailEvents: each(scaled(usageOf(runsOf('mail-events')), ONE_OF)),
    },
    startsPerYear: (sweeps.length + runsOf('run-watch').length) * perYear,
    itemsPerMembership: (items * perYear) / memberships,
  };
}

/** The usage of one membership in a year. */
export const slopeOf = ({ perMembership }: Rates): Usage => sum(Object.values(perMembership));

const NOT_BY_ITEM = { invocations: 0, transitions: 0, executions: 0, historyEvents: 0, puts: 0 };

/** Scheduled workflows are sweeps. */
export const isSweep = ({ workflow }: RecordedRun): boolean =>
  !['import', 'partner-command', 'run-watch', 'mail-events'].includes(workflow);

/** The run of the same schedule on a day on which nothing was due. */
export function emptyRunLike({ name }: Pick<RecordedRun, 'name'>, emptyRuns: readonly RecordedRun[]): RecordedRun {
  const schedule = name.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const found = emptyRuns.find((run) => run.name === `${schedule}-empty`);
  if (!found) throw new Error(`there is no empty run of ${schedule}`);
  if (found.examined > 0) throw new Error(`${found.name} looked at ${found.examined} items: it is not empty`);
  return found;
}
