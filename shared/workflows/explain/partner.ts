/** What the partner, its contacts, its listing and its invoice lines tell. */
import type { Change, History } from '../../domain/core/history.ts';
import { RANK, type Told, told } from './explained.ts';
import { explainLedger } from './ledger.ts';
import type { Partition } from './partition.ts';

export function explainPartner({ partnerId, partners }: Partition): Told[] {
  return partners.flatMap(({ history, unreachable }) => [
    ...explainHistory(partnerId, history),
    // Marked before there was a history.
    ...unreachable
      .filter(({ noticeId }) => !history.changes.some(({ inputs }) => inputs.noticeId === noticeId))
      .map(({ since, cause, address, noticeId, stamp }) => {
        const reason = `${cause}: nothing is sent to ${address}`;
        const fact = { on: since, what: 'contact unreachable', rule: 'R-NOT-2', reason, inputs: { address, noticeId } };
        return told(partnerId, { ...fact, noticeId, rank: RANK.unreachable, usually: 'mail-events' }, stamp);
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
  'contact unreachable': RANK.unreachable,
};
const WORKFLOWS: Record<string, string> = {
  'contact unreachable': 'mail-events',
  'standing-changed': 'renewal-notices',
  'listing-add': 'directory-submission',
  'listing-update': 'directory-submission',
  'listing-remove': 'directory-submission',
};

/** People and figures that imports brought. */
export function explainSkills({ partnerId, skills }: Partition): Told[] {
  return skills.flatMap(({ history }) => explainHistory(partnerId, history));
}

export function explainHistory(partnerId: string, { changes, forgotten }: History): Told[] {
  const entries = changes.map((change) => ofChange(partnerId, change));
  if (forgotten === 0) return entries;
  const [first] = changes;
  const reason = `${forgotten} changes after the first are kept no more`;
  const fact = { on: first?.on ?? null, what: 'changes-forgotten', rule: 'none', reason, inputs: { forgotten } };
  return [...entries, told(partnerId, { ...fact, rank: RANK.failureRecord }, first?.stamp ?? null)];
}

function ofChange(partnerId: string, { on, stamp, what, rule, reason, inputs }: Change): Told {
  const noticeId = typeof inputs.noticeId === 'string' ? inputs.noticeId : null;
  const rank = RANKS[what] ?? RANK.listing;
  const usually = WORKFLOWS[what] ?? 'import';
  return told(partnerId, { on, what, rule, reason, inputs, noticeId, rank, usually }, stamp);
}

export function explainListing({ partnerId, listings }: Partition, noticeId: string | undefined): Told[] {
  const of = { partnerId, membershipId: null, workflow: 'directory-submission', noticeId };
  return listings.flatMap(({ history, notices }) => [
    ...explainHistory(partnerId, history),
    ...explainLedger(notices, of),
  ]);
}

/** The lines that came with one import, in one entry. */
export function explainInvoiceLines({ partnerId, invoiceLines }: Partition): Told[] {
  const byRun = Map.groupBy(invoiceLines, ({ stamp }) => stamp?.runId ?? null);
  return [...byRun.values()].map((lines) => {
    const stamp = lines[0]?.stamp ?? null;
    const shown = lines.slice(0, MOST_LINES).map(({ invoiceNumber, line }) => `${invoiceNumber}/${line}`);
    const rest = lines.length - shown.length;
    const reason = `${lines.length} loaded: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    const fact = { on: null, what: 'invoice-lines-loaded', rule: 'R-KPI-1', reason, inputs: { lines: lines.length } };
    return told(partnerId, { ...fact, rank: RANK.lines, workflow: 'import' }, stamp);
  });
}

/** Of one import, that are told by number. */
const MOST_LINES = 20;
