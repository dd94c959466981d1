/** Explains a notice ledger: the decision about each stage, and the later steps of its notices. */

import { UPGRADED } from '../../domain/memberships/membership.ts';
import { cycleOf } from '../../domain/notices/ledger.ts';
import type { NoticeKind } from '../../domain/notices/notice-kind.ts';
import type { Ledger, NoticeEntry, StageRecord } from '../../domain/notices/notice-state.ts';
import { isOfEnd } from '../../domain/renewal/stages.ts';
import { type Entry, type ExplainedNotice, RANK, toEntry } from './entry.ts';
import { type Step, stepsOf } from './notice-steps.ts';

/** Whose ledger it is. `noticeId`: only this notice is explained, with every step. */
export type LedgerSubject = {
  partnerId: string;
  membershipId: string | null;
  /** Null: it follows from the notice. */
  workflow: string | null;
  noticeId: string | undefined;
};

export function explainLedger(ledger: Ledger, ledgerSubject: LedgerSubject): Entry[] {
  return sortByKey(ledger).flatMap(([key, record]) => {
    const entries = record.notices.filter(
      ({ noticeId }) => ledgerSubject.noticeId === undefined || ledgerSubject.noticeId === noticeId,
    );
    if (ledgerSubject.noticeId !== undefined && entries.length === 0) return [];
    const workflow = workflowOf(key, record, ledgerSubject);
    return [
      explainDecision(key, record, entries, workflow, ledgerSubject),
      ...entries.flatMap((entry) => {
        const steps = stepsOf(record, entry, ledgerSubject.noticeId !== undefined);
        return steps.map((step) => explainStep(record, entry, step, workflow, ledgerSubject));
      }),
    ];
  });
}

/** The table keeps no order within a ledger; sorted, entries of one instant always come in the same order. */
const sortByKey = (ledger: Ledger): [string, StageRecord][] =>
  Object.entries(ledger).sort(([a], [b]) => (a < b ? -1 : 1));

/** The kinds that only `renewal-notices` sends. */
const DAILY: readonly NoticeKind[] = ['renewal', 'renewal-at-risk', 'delivery-lost'];

/** Null: unknown here. A stage that is skipped is decided by whatever made it pointless; the run has the workflow. */
function workflowOf(key: string, { notices }: StageRecord, { workflow }: LedgerSubject): string | null {
  if (workflow !== null) return workflow;
  const sent = notices.filter(({ state }) => state.status !== 'skipped');
  if (isOfEnd(key) && sent.length > 0) return 'grace-expiry';
  if (key === UPGRADED) return 'partner-command';
  return sent.some(({ kind }) => DAILY.includes(kind)) ? 'renewal-notices' : null;
}

const commonOf = (record: StageRecord, { membershipId }: LedgerSubject) => ({
  membershipId,
  cycle: cycleOf(record),
  stage: record.stage,
});

function explainDecision(
  key: string,
  record: StageRecord,
  entries: NoticeEntry[],
  workflow: string | null,
  ledgerSubject: LedgerSubject,
) {
  const { decidedOn: on, rule, inputs, notices: all } = record;
  const reason = record.reason + foldedText(record);
  const what = `notice ${all[0]?.kind ?? key}`;
  const notices = entries.filter(({ added }) => added === undefined).map(explainNotice);
  const { noticeId = null } = ledgerSubject;
  const about = {
    ...commonOf(record, ledgerSubject),
    noticeId,
    notices,
    workflow,
    usualWorkflow: 'renewal-notices',
    rank: RANK.notice,
  };
  const fields = { ...about, on, what, rule, reason, inputs };
  return toEntry(ledgerSubject.partnerId, fields, record);
}

/** Of notices that are not told one by one any more (R-IMP-6). */
function foldedText({ folded, runId }: StageRecord): string {
  if (folded === undefined) return '';
  const counts = Object.entries(folded).map(([status, count]) => `${count} ${status}`);
  return `; ${counts.join(', ')}: each of them is in the report of the run ${runId}`;
}

function explainNotice({ to, role, noticeId, state, earlier = [] }: NoticeEntry): ExplainedNotice {
  const first = earlier[0]?.state.status ?? state.status;
  return { to, role, noticeId, state, ...(first !== state.status && { atFirst: first }) };
}

const WHAT = {
  claimed: 'notice-claimed',
  pending: 'notice-failed',
  sent: 'notice-sent',
  skipped: 'notice-skipped',
  undeliverable: 'notice-undeliverable',
  uncertain: 'notice-uncertain',
} as const;

function explainStep(
  record: StageRecord,
  entry: NoticeEntry,
  step: Step,
  usualWorkflow: string | null,
  ledgerSubject: LedgerSubject,
): Entry {
  const { noticeId, role, kind } = entry;
  const { status, to, reason, run, isOfDecision } = step;
  const fields = {
    ...commonOf(record, ledgerSubject),
    on: run?.runId === record.runId ? record.decidedOn : null,
    what: WHAT[status],
    rule: 'R-NOT-2',
    reason,
    inputs: { kind, to, role },
    noticeId,
    rank: isOfDecision ? RANK.step : RANK.laterStep,
    // As of the decision; and what a command left open is settled by the daily run.
    usualWorkflow: usualWorkflow ?? 'renewal-notices',
  };
  return toEntry(ledgerSubject.partnerId, fields, run);
}
