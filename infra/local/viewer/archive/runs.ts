import { hasFailures, type RunLine } from '../results/run-line.ts';
import type { Archive } from './archive.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

/** A filter of runs; empty fields match all. */
export type RunFilter = {
  readonly workflow: string;
  /** Civil date. */
  readonly day: string;
  /** The name of a command. */
  readonly command: string;
  /**
   * `failed`: only runs that failed, or with failed or uncertain items; `done`, `refused`: only commands that came to
   * that.
   */
  readonly state: string;
  /** Civil date, inclusive; left out: to the end. */
  readonly until?: string;
};

/** A run with its number in the file, and the name of the partner that a command is about, if it is known. */
export type RunItem = RunLine & {
  readonly number: number;
  readonly troubled: boolean;
  readonly partnerName: string | null;
};

/** The runs of an archive, newest first. */
export async function listRuns(archive: Archive, filter: RunFilter, range: SliceRange): Promise<SliceOf<RunItem>> {
  const matching = (await archive.runs.entries()).filter(
    ({ run }) =>
      (filter.workflow === '' || run.workflow === filter.workflow) &&
      (filter.day === '' || run.asOf === filter.day) &&
      (filter.until === undefined || run.asOf <= filter.until) &&
      (filter.command === '' || run.command?.name === filter.command) &&
      isIn(filter.state, run),
  );
  const part = slice(matching.reverse(), range);
  return { ...part, items: part.items.map((entry) => itemOf(archive, entry)) };
}

function isIn(state: string, run: RunLine): boolean {
  if (state === '') return true;
  return state === 'failed' ? hasFailures(run) : run.command?.outcome === state;
}

/** The run with this number, or null. */
export async function getRun(archive: Archive, number: number): Promise<RunItem | null> {
  const entry = (await archive.runs.entries())[number];
  return entry === undefined ? null : itemOf(archive, entry);
}

const itemOf = ({ names }: Archive, { number, run }: { number: number; run: RunLine }): RunItem => ({
  ...run,
  number,
  troubled: hasFailures(run),
  partnerName: names.get(run.command?.partnerId ?? '')?.name ?? null,
});

/** Every run, in the order of their days. */
export async function runsIn(archive: Archive): Promise<RunLine[]> {
  return (await archive.runs.entries()).map(({ run }) => run);
}
