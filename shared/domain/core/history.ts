/** The history of an item: who changed it, when and how. Bounded, because it is stored in the item. */

import type { CivilDate } from './calendar.ts';
import { jsonBytes } from './json-bytes.ts';
import type { Stamp } from './stamp.ts';
import { compareTexts } from './text.ts';

export type Change = {
  on: CivilDate;
  stamp: Stamp | null;
  /** E.g. `partner-loaded`. */
  what: string;
  rule: string;
  /** In words. */
  reason: string;
  inputs: Record<string, unknown>;
};

/**
 * `forgotten`: how many changes have been dropped. The first change is always kept; the oldest after it are dropped
 * first.
 */
export type History = { changes: Change[]; forgotten: number };

export const NO_HISTORY: History = { changes: [], forgotten: 0 };

/** Limits in bytes of JSON: a stored item has at most 400 KB, and every read returns all of it (R-IMP-6). */
const MAX_BYTES = 24_000;
const MAX_INPUT_BYTES = 4_000;

/**
 * The history with one more change, unless it holds that change already: an import records a change before and after
 * its write.
 */
export function withChangeOnce(history: History, change: Change): History {
  const isKnown = history.changes.some((known) => textOf(known) === textOf(withBoundedInputs(change)));
  return isKnown ? history : withChange(history, change);
}

/** The change as comparable text: the order of fields is not kept in the table. */
const textOf = ({ on, stamp, what, reason, inputs }: Change): string =>
  JSON.stringify([on, stamp?.runId, what, reason, Object.entries(inputs).sort(([a], [b]) => compareTexts(a, b))]);

/** The history with one more change; inputs that are too long are replaced by a note. */
export function withChange(history: History, change: Change): History {
  const kept = [...history.changes, withBoundedInputs(change)];
  let forgotten = history.forgotten;
  while (kept.length > 2 && jsonBytes(kept) > MAX_BYTES) {
    kept.splice(1, 1);
    forgotten += 1;
  }
  return { changes: kept, forgotten };
}

function withBoundedInputs(change: Change): Change {
  const bytes = jsonBytes(change.inputs);
  return bytes <= MAX_INPUT_BYTES ? change : { ...change, inputs: { leftOut: `${bytes} bytes` } };
}
