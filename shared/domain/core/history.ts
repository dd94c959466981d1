/** What became of an item that keeps nothing else of it: who changed it, when and how. Bounded, since it lies in the item. */
import type { CivilDate } from './calendar.ts';
import type { Stamp } from './stamp.ts';

export type Change = {
  on: CivilDate;
  stamp: Stamp | null;
  /** E.g. `partner-loaded`. */
  what: string;
  rule: string;
  /** For a person. */
  reason: string;
  inputs: Record<string, unknown>;
};

/** `forgotten`: changes that are kept no more; the first is always kept, and those after it go first. */
export type History = { changes: Change[]; forgotten: number };

export const NO_HISTORY: History = { changes: [], forgotten: 0 };

/** Characters of JSON: a stored item holds 400 kB, and everybody who looks at it reads all of it. */
const MAX_CHARACTERS = 24_000;
const MAX_INPUT_CHARACTERS = 4_000;

/** The history with a change that may be written already: an import announces what it brings before and after. */
export function withChangeOnce(history: History, change: Change): History {
  const isKnown = history.changes.some((known) => textOf(known) === textOf(withBoundedInputs(change)));
  return isKnown ? history : withChange(history, change);
}

/** The table keeps no order of fields. */
const textOf = ({ on, stamp, what, reason, inputs }: Change): string =>
  JSON.stringify([on, stamp?.runId, what, reason, Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The history with one more change; inputs that are too long for it are left out, and that is said. */
export function withChange(history: History, change: Change): History {
  const kept = [...history.changes, withBoundedInputs(change)];
  let forgotten = history.forgotten;
  while (kept.length > 2 && JSON.stringify(kept).length > MAX_CHARACTERS) {
    kept.splice(1, 1);
    forgotten += 1;
  }
  return { changes: kept, forgotten };
}

function withBoundedInputs(change: Change): Change {
  const { length } = JSON.stringify(change.inputs);
  return length <= MAX_INPUT_CHARACTERS ? change : { ...change, inputs: { leftOut: `${length} characters` } };
}
