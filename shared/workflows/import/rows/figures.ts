/** Imports rows of `performance.csv` (R-COMP-1). */

import { withChangeOnce } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { type Figure, withFigure } from '../../../domain/people/skills.ts';
import { repeatedFigureProblem } from '../../../import/checks/employee-checks.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { makeMembershipsDue } from '../../due/make-memberships-due.ts';
import { changeSkills } from '../../due/make-skills-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { byPartner } from './by-partner.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'performance'>;

/** Adds figures; one of the same day is replaced, as a correction. */
export async function importFigures(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const outcomes = await mapConcurrently(byPartner(rows), ([partnerId, ownRows]) =>
    importFiguresOfPartner(partnerId, ownRows, call),
  );
  return outcomes.flat();
}

/** One write for all rows of a partner. */
async function importFiguresOfPartner(
  partnerId: string,
  rows: readonly Row[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  const { store, asOf } = call;
  const stored = await store.skills.get({ partnerId });
  const storedFigures = new Set(stored?.value.figures.map(textOf));
  const outcomes = rows.map((row) => outcomeOf(row, storedFigures, call));
  const imported = rows.filter((_row, index) => isImported(outcomes[index]));
  const newFigures = imported.map(({ row }) => figureOf(row));
  if (newFigures.length === 0) return outcomes;
  await writeAndMakeDue(
    () => makeMembershipsDue(store, partnerId, asOf),
    () =>
      changeSkills(store, partnerId, (ledger) => ({
        ...ledger,
        figures: newFigures.reduce(withFigure, ledger.figures),
        history: withChangeOnce(ledger.history, changeOf(newFigures, call)),
      })),
  );
  return outcomes;
}

const describeFigure = ({ competency, metric, value, measuredOn }: Figure): string =>
  `${metric} of ${competency} ${value} on ${measuredOn}`;

const changeOf = (figures: Figure[], call: ImportCall) => ({
  on: call.asOf,
  stamp: stampOf(call),
  what: 'figures-loaded',
  rule: 'R-COMP-1',
  reason: `${figures.length} loaded or corrected by ${call.file}`,
  inputs: { figures: figures.map(describeFigure) },
});

const isImported = (outcome: RowOutcome | undefined): boolean =>
  outcome !== undefined && 'result' in outcome && outcome.result === 'loaded';

function outcomeOf(row: Row, storedFigures: ReadonlySet<string>, call: ImportCall): RowOutcome {
  const { line } = row;
  const { partnerId, competency, metric, measuredOn } = row.row;
  const key = JSON.stringify([partnerId, competency, metric, measuredOn]);
  const first = call.seen.get(key);
  if (first === undefined) call.seen.set(key, row);
  if (first !== undefined) return rejectRow(call, line, repeatedFigureProblem(measuredOn, first.line));
  return { line, result: storedFigures.has(textOf(figureOf(row.row))) ? 'unchanged' : 'loaded' };
}

const figureOf = ({ competency, metric, value, measuredOn }: Row['row']): Figure => ({
  competency,
  metric,
  value,
  measuredOn,
});

const textOf = ({ competency, metric, value, measuredOn }: Figure): string =>
  JSON.stringify([competency, metric, value, measuredOn]);
