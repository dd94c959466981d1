/** The full report of a run: one JSON line per decision. */
import { createHash } from 'node:crypto';
import type { Decision } from '../domain/core/decision.ts';
import type { EmailFacts } from '../domain/notices/notice-state.ts';
import type { ObjectStore } from '../lambda/object-store.ts';
import { type Run, reportPrefix } from './run.ts';

export type KpiLine = {
  partnerId: string;
  membershipId: string;
  /** First and last published month, both inclusive. */
  from: string;
  to: string;
  kpi: string;
  revenue: Record<string, string>;
  requirement: string | null;
  eligibility: string;
};

/** What a decision is about; null: the partner as a whole, or no cycle. */
export type Subject = { partnerId: string; membershipId: string | null; cycle: number | null };

export type DecisionLine = Decision & { email?: EmailFacts; kpi?: KpiLine };

type ReportedRun = Pick<Run, 'runId' | 'workflow' | 'asOf'> | { runId: string; workflow: string; asOf: Run['asOf'] };

/** Hexadecimal digits of a part's fingerprint: enough to distinguish the attempts at one page. */
const FINGERPRINT_DIGITS = 12;

/**
 * Writes a part of the report; a part without decisions is not written. Its name holds a fingerprint of its content: a
 * page that runs again after a crash finds other items due, and must not replace the report of those that were done.
 */
export async function writePart(
  store: ObjectStore,
  run: ReportedRun,
  part: string,
  lines: DecisionLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const { runId, workflow, asOf } = run;
  const text = lines.map((line) => `${JSON.stringify({ runId, workflow, asOf, ...line })}\n`).join('');
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_DIGITS);
  await store.put(`${reportPrefix(run)}part-${part}-${fingerprint}.jsonl`, text);
}
