import type { ExplainedDecision } from '../../shared/workflows/explain/entry.ts';
import type { PartnerForecasts } from '../../shared/workflows/explain/forecasts.ts';

/** A state of an execution holds 256 KiB; the other fields need little. */
const MAX_BYTES = 200_000;

const UNREADABLE = { display: null, forecasts: null, courseware: null, benefits: null };

/**
 * The partner's forecasts (null: an item cannot be read), and the latest decisions that fit into an execution's output;
 * `omitted`: the number of earlier ones that do not fit.
 */
export function explainOutput<Run extends object>(
  run: Run,
  partnerForecasts: PartnerForecasts | null,
  decisions: ExplainedDecision[],
) {
  const fitting: ExplainedDecision[] = [];
  let size = Buffer.byteLength(JSON.stringify(partnerForecasts));
  for (const decision of decisions.toReversed()) {
    size += Buffer.byteLength(JSON.stringify(decision));
    if (size > MAX_BYTES) break;
    fitting.unshift(decision);
  }
  const { display, forecasts, courseware, benefits } = partnerForecasts ?? UNREADABLE;
  const omitted = decisions.length - fitting.length;
  return { ...run, command: 'explain', display, forecasts, courseware, benefits, decisions: fitting, omitted };
}
