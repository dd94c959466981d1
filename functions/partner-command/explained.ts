import type { Displayed } from '../../shared/domain/display.ts';
import type { Explained } from '../../shared/workflows/explain/explained.ts';

/** A state of an execution holds 256 KiB; the rest of it needs little. */
const ROOM = 200_000;

/**
 * What the partner may show, and the decisions that fit into an execution's output, the latest; `omitted`: how many earlier ones do not.
 */
export function explained<Run extends object>(run: Run, display: Displayed[] | null, decisions: Explained[]) {
  const fitting: Explained[] = [];
  let size = Buffer.byteLength(JSON.stringify(display));
  for (const decision of decisions.toReversed()) {
    size += Buffer.byteLength(JSON.stringify(decision));
    if (size > ROOM) break;
    fitting.unshift(decision);
  }
  return { ...run, command: 'explain', display, decisions: fitting, omitted: decisions.length - fitting.length };
}
