import type { ExplainedDecision } from '../../shared/workflows/explain/entry.ts';
import type { PartnerForecasts } from '../../shared/workflows/explain/forecasts.ts';

/** A state of an execution holds 256 KiB; the rest of it needs little. */
const MAX_BYTES = 200_000;

/**
 * How the partner stands (null: that cannot be read), and the decisions that fit into an execution's output, the latest; `omitted`: how many earlier ones do not.
 */
export function explainOutput<Run extends object>(
  run: Run,
  outlook: PartnerForecasts | null,
  decisions: ExplainedDecision[],
) {
  const fitting: ExplainedDecision[] = [];
  let size = Buffer.byteLength(JSON.stringify(outlook));
  for (const decision of decisions.toReversed()) {
    size += Buffer.byteLength(JSON.stringify(decision));
    if (size > MAX_BYTES) break;
    fitting.unshift(decision);
  }
  const { display, forecasts } = outlook ?? { display: null, forecasts: null };
  const omitted = decisions.length - fitting.length;
  return { ...run, command: 'explain', display, forecasts, decisions: fitting, omitted };
}
