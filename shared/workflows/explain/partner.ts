/** Explains a partner, its contacts, its listing, its skills and its invoice lines. */
import type { Change, History } from '../../domain/core/history.ts';
import { type Entry, RANK, toEntry } from './entry.ts';
import { explainLedger } from './ledger.ts';
import type { Partition } from './partition.ts';

export function explainPartner({ partnerId, partners }: Partition): Entry[] {
  return partners.flatMap(({ history, unreachable }) => [
    ...explainHistory(partnerId, history),
    // Marked as unreachable before histories were recorded.
    ...unreachable
      .filter(({ noticeId }) => !history.changes.some(({ inputs }) => inputs.noticeId === noticeId))
      .map(({ since, cause, address, noticeId, stamp }) => {
        const reason = `${cause}: nothing is sent to ${address}`;
        const fields = {
          on: since,
          what: 'contact unreachable',
          rule: 'R-NOT-2',
          reason,
          inputs: { address, noticeId },
        };
        return toEntry(partnerId, { ...fields, noticeId, rank: RANK.unreachable, usualWorkflow: 'mail-events' }, stamp);
      }),
  ]);
}

const RANKS: Record<string, number> = {
  'partner-loaded': RANK.partner,
  'partner-changed': RANK.partner,
  'contacts-loaded': RANK.contacts,
  'skills-loaded': RANK.lines,
  'figures-loaded': RANK.lines,
  'standing-changed': RANK.status,
  'renewal-declined': RANK.status,
  'decline-withdrawn': RANK.status,
  corrected: RANK.status,
  renamed: RANK.status,
  'contact unreachable': RANK.unreachable,
  'contact reachable': RANK.unreachable,
};
const WORKFLOWS: Record<string, string> = {
  'contact unreachable': 'mail-events',
  'contact reachable': 'mail-events',
  'standing-changed': 'renewal-notices',
  'renewal-declined': 'partner-command',
  'decline-withdrawn': 'partner-command',
  corrected: 'partner-command',
  renamed: 'partner-command',
  'listing-add': 'directory-submission',
  'listing-update': 'directory-submission',
  'listing-remove': 'directory-submission',
};

/** Employees and figures that were imported. */
export function explainSkills({ partnerId, skills }: Partition): Entry[] {
  return skills.flatMap(({ history }) => explainHistory(partnerId, history));
}

export function explainHistory(partnerId: string, { changes, forgotten }: History): Entry[] {
  const entries = changes.map((change) => explainChange(partnerId, change));
  if (forgotten === 0) return entries;
  const [first] = changes;
  const reason = `${forgotten} changes after the first are kept no more`;
  const fields = { on: first?.on ?? null, what: 'changes-forgotten', rule: 'none', reason, inputs: { forgotten } };
  return [...entries, toEntry(partnerId, { ...fields, rank: RANK.failureRecord }, first?.stamp ?? null)];
}

function explainChange(partnerId: string, { on, stamp, what, rule, reason, inputs }: Change): Entry {
  const noticeId = typeof inputs.noticeId === 'string' ? inputs.noticeId : null;
  const rank = RANKS[what] ?? RANK.listing;
  const usualWorkflow = WORKFLOWS[what] ?? 'import';
  return toEntry(partnerId, { on, what, rule, reason, inputs, noticeId, rank, usualWorkflow }, stamp);
}

export function explainListing({ partnerId, listings }: Partition, noticeId: string | undefined): Entry[] {
  const ledgerSubject = { partnerId, membershipId: null, workflow: 'directory-submission', noticeId };
  return listings.flatMap(({ history, notices }) => [
    ...explainHistory(partnerId, history),
    ...explainLedger(notices, ledgerSubject),
  ]);
}

/** One entry for the lines of each import. */
export function explainInvoiceLines({ partnerId, invoiceLines }: Partition): Entry[] {
  const byRun = Map.groupBy(invoiceLines, ({ stamp }) => stamp?.runId ?? null);
  return [...byRun.values()].map((lines) => {
    const stamp = lines[0]?.stamp ?? null;
    const numbers = lines.slice(0, MAX_LINES).map(({ invoiceNumber, line }) => `${invoiceNumber}/${line}`);
    const rest = lines.length - numbers.length;
    const reason = `${lines.length} loaded: ${numbers.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    const fields = { on: null, what: 'invoice-lines-loaded', rule: 'R-KPI-1', reason, inputs: { lines: lines.length } };
    return toEntry(partnerId, { ...fields, rank: RANK.lines, workflow: 'import' }, stamp);
  });
}

/** Lines of one import that are named. */
const MAX_LINES = 20;
