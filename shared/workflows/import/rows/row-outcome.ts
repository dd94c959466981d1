/** A row of an import file, and what became of it. */
import type { CivilDate } from '../../../domain/core/calendar.ts';
import type { Refusal } from '../../../domain/core/decision.ts';
import { formatValue, type Problem } from '../../../domain/core/problem.ts';
import { columnOf, type Kind, type RowOf } from '../../../import/files.ts';
import type { Store } from '../../../store/store.ts';

/** A valid row and the line on which it begins. */
export type NumberedRow<K extends Kind> = { line: number; row: RowOf<K> };

/** `unchanged`: the same is stored already. A row with a problem is rejected, and nothing of it is stored. */
export type RowOutcome = { line: number; result: 'loaded' | 'unchanged' } | { line: number; problem: Problem };

/**
 * `asOf`: the day of the import. `runId`, `now`: its execution, and the instant at which that began. `file`: the file's
 * name, for problems. `isSmokeTest`: it is one of the smoke test. `seen`: the ids of this call's rows.
 */
export type ImportCall = {
  store: Store;
  asOf: CivilDate;
  runId: string;
  now: string;
  file: string;
  isSmokeTest: boolean;
  seen: Seen;
};

/** Where an id was first seen in the file, and with which row. */
export type Seen = Map<string, NumberedRow<Kind>>;

/** The row is rejected. `field`: the row's, not the column's name. */
export function rejectRow(
  { file }: Pick<ImportCall, 'file'>,
  line: number,
  { field, got, allowed }: { field: string; got: string; allowed: string },
): RowOutcome {
  return { line, problem: { file, line, field: columnOf(field), got, allowed } };
}

/** A row whose id an earlier row of the file had; `once` says what is allowed once. */
export function rejectRepeated(
  call: Pick<ImportCall, 'file'>,
  line: number,
  { field, id, once, first }: { field: string; id: string; once: string; first: number },
): RowOutcome {
  return rejectRow(call, line, {
    field,
    got: `${formatValue(id)} again`,
    allowed: `each ${once} once (first on line ${first})`,
  });
}

/** The rejection of a partner's second row, in a file that has one for each; null: it is the first. */
export function rejectSecondOfPartner(
  row: NumberedRow<Kind>,
  call: Pick<ImportCall, 'file' | 'seen'>,
): RowOutcome | null {
  const { partnerId } = row.row;
  const first = call.seen.get(partnerId);
  if (first === undefined) call.seen.set(partnerId, row);
  if (first === undefined) return null;
  const once = `partner in ${call.file}`;
  return rejectRepeated(call, row.line, { field: 'partnerId', id: partnerId, once, first: first.line });
}

/**
 * The rejection of a row of a partner that is being merged, or was; none if nothing is in the way (R-MRG-1, R-MRG-3).
 */
export function rejectIfMerging(
  { line, row }: NumberedRow<Kind>,
  refusal: Refusal | null,
  call: Pick<ImportCall, 'file'>,
): RowOutcome[] {
  if (refusal === null) return [];
  const got = `${formatValue(row.partnerId)}, ${refusal.reason} (${refusal.rule})`;
  return [
    rejectRow(call, line, { field: 'partnerId', got, allowed: 'a partner that is not merged, nor being merged' }),
  ];
}
