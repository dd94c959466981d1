import type { LogKeys } from '../lambda/handler.ts';
import { logger } from '../lambda/logger.ts';
import type { DecisionLine } from './report.ts';

/** Decisions that an operator should look at. */
const PROBLEMS = new Set([
  'failed',
  'set-aside',
  'notice-failed',
  'notice-uncertain',
  'notice-unanswered',
  'notice-undeliverable',
]);

/** One log line per decision, by its ids: the report has the rest. */
export function logDecisions({ runId, workflow }: LogKeys, lines: readonly DecisionLine[]): void {
  for (const { what, partnerId, membershipId, cycle, stage, rule, reason, inputs } of lines) {
    const ids = { runId, workflow, partnerId, membershipId, cycle, stage, rule, noticeId: inputs.noticeId };
    if (PROBLEMS.has(what)) logger.error(what, { ...ids, reason });
    else logger.info(what, ids);
  }
}
