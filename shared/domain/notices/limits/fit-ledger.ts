/** Keeps a ledger small enough for its item, however many recipients, stages and years it has (R-IMP-6). */
import { jsonBytes } from '../../core/json-bytes.ts';
import { truncate } from '../../core/text.ts';
import { byTime, hasEnded } from '../ledger.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../notice-state.ts';

/** Of a ledger as JSON; the item that holds it may have 400 KB. */
export const MAX_LEDGER_BYTES = 200_000;
const MAX_REASON_CHARACTERS = 60;

/**
 * What is given up, the least important first: one step is taken in all records, the oldest first, before the next one
 * is.
 */
const STEPS: readonly ((record: StageRecord) => StageRecord)[] = [withSharedTexts, withoutPast, folded];

/**
 * The ledger, with less about its oldest records if it would be larger than `maxBytes`:
 *
 * 1. names, which nobody needs once a notice has ended, and subjects that several mails have in common: they are kept
 *   once;
 * 2. former states, and the ends of long reasons;
 * 3. the single notices: how many ended in which state is kept. What became of each is in the reports of the runs.
 *
 * Records with an open notice, and the last one, stay as they are. The same ledger comes back if it is small enough.
 */
export function fitLedger(ledger: Ledger, maxBytes: number = MAX_LEDGER_BYTES): Ledger {
  let bytes = jsonBytes(ledger);
  if (bytes <= maxBytes) return ledger;
  const records = new Map(Object.entries(ledger));
  const ended = byTime(ledger)
    .slice(0, -1)
    .filter(([, record]) => hasEnded(record));
  for (const step of STEPS)
    for (const [key] of ended) {
      const record = records.get(key) as StageRecord;
      const less = step(record);
      records.set(key, less);
      bytes += jsonBytes(less) - jsonBytes(record);
      if (bytes <= maxBytes) return Object.fromEntries(records);
    }
  return Object.fromEntries(records);
}

/** The subject of a mail that was sent. */
export function subjectOf({ subjects }: StageRecord, { state, locale }: NoticeEntry): string {
  const own = state.status === 'sent' ? state.subject : '';
  return own === '' ? (subjects?.[locale] ?? '') : own;
}

function withSharedTexts(record: StageRecord): StageRecord {
  const subjects = { ...record.subjects };
  const notices = record.notices.map((entry) => {
    const subject = subjectOf(record, entry);
    if (subject !== '') subjects[entry.locale] ??= subject;
    const isShared = entry.state.status === 'sent' && subjects[entry.locale] === subject;
    return { ...entry, name: '', ...(isShared && { state: { ...entry.state, subject: '' } as NoticeState }) };
  });
  return { ...record, notices, ...(Object.keys(subjects).length > 0 && { subjects }) };
}

function withoutPast(record: StageRecord): StageRecord {
  const notices = record.notices.map(({ earlier: _, state, ...entry }) => ({
    ...entry,
    state: withShortReason(state),
  }));
  return { ...record, notices };
}

const withShortReason = (state: NoticeState): NoticeState =>
  'reason' in state && state.status !== 'skipped' && state.reason !== undefined
    ? { ...state, reason: truncate(state.reason, MAX_REASON_CHARACTERS) }
    : state;

function folded({ subjects: _, ...record }: StageRecord): StageRecord {
  const ends = record.notices.map(({ state: { status } }) => status);
  if (ends.length === 0) return record;
  const counts = Object.fromEntries(
    [...new Set(ends)].sort().map((end) => [end, ends.filter((each) => each === end).length]),
  );
  return { ...record, notices: [], folded: counts };
}
