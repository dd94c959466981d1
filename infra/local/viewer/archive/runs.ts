import { hasFailures, type RunLine } from '../results/run-line.ts';
import type { Archive } from './archive.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

/** Which runs are asked for; empty fields ask for all. */
export type RunFilter = {
  readonly workflow: string;
  /** Civil date. */
  readonly day: string;
  /** `failed`: only those that failed or left something failed or uncertain behind. */
  readonly state: string;
};

/** A run with its number in the file. */
export type RunItem = RunLine & { readonly number: number; readonly troubled: boolean };

/** The runs of an archive, newest first. */
export async function listRuns(archive: Archive, filter: RunFilter, part: SliceRange): Promise<SliceOf<RunItem>> {
  const matching = (await archive.runs.entries()).filter(
    ({ run }) =>
      (filter.workflow === '' || run.workflow === filter.workflow) &&
      (filter.day === '' || run.asOf === filter.day) &&
      (filter.state !== 'failed' || hasFailures(run)),
  );
  const page = slice(matching.reverse(), part);
  return { ...page, items: page.items.map(itemOf) };
}

/** The run with this number, or null. */
export async function getRun(archive: Archive, number: number): Promise<RunItem | null> {
  const entry = (await archive.runs.entries())[number];
  return entry === undefined ? null : itemOf(entry);
}

const itemOf = ({ number, run }: { number: number; run: RunLine }): RunItem => ({
  ...run,
  number,
  troubled: hasFailures(run),
});

/** Every run, in the order of their days. */
export async function runsIn(archive: Archive): Promise<RunLine[]> {
  return (await archive.runs.entries()).map(({ run }) => run);
}
