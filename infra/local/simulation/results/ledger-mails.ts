import { compareTexts } from '../../../../shared/domain/core/text.ts';
import { CONFIRMATION, UPGRADED } from '../../../../shared/domain/memberships/membership.ts';
import { stageKeyOf } from '../../../../shared/domain/notices/earlier-anniversary.ts';
import { cycleOf } from '../../../../shared/domain/notices/ledger.ts';
import { subjectOf } from '../../../../shared/domain/notices/limits/fit-ledger.ts';
import { parseNoticeId } from '../../../../shared/domain/notices/notice-id.ts';
import type {
  Ledger,
  NoticeEntry,
  NoticeState,
  PastState,
  StageRecord,
} from '../../../../shared/domain/notices/notice-state.ts';
import { keyBefore } from '../../../../shared/domain/renewal/corrections/put-away.ts';
import { isReversalKey } from '../../../../shared/domain/renewal/corrections/reversal-notices.ts';
import { isOfEnd } from '../../../../shared/domain/renewal/stages.ts';
import type { EmailLine } from '../../viewer/results/lines.ts';

/** The workflows that send mails, in the order of a day: the commands come first. */
const WORKFLOWS: readonly string[] = [
  'partner-command',
  'kpi-refresh',
  'directory-submission',
  'renewal-notices',
  'grace-expiry',
];

/** A second copy is sent by `resend-notice` alone (R-NOT-2). */
const RESENDER = 'partner-command';

/** The partner and membership of a ledger; a listing has no membership. */
export type LedgerOwner = {
  readonly partnerId: string;
  readonly membershipId: string | null;
};

/**
 * Every mail of a ledger that was sent and did not bounce; a notice that an operator sent again is several. `workflow`:
 * the sender of all of them, where it does not follow from the records.
 */
export function mailsOf(ledger: Ledger, owner: LedgerOwner, workflow?: string): EmailLine[] {
  return Object.entries(ledger).flatMap(([key, record]) =>
    record.notices.flatMap((entry) => mailOf(entry, record, owner, workflow ?? workflowOf(key, owner))),
  );
}

function mailOf(entry: NoticeEntry, record: StageRecord, owner: LedgerOwner, workflow: string): EmailLine[] {
  const { kind, to, role, locale, noticeId, earlier = [] } = entry;
  const cycle = cycleOf(record);
  // What was sent before a merge or a renaming has the names of its day.
  const name = parseNoticeId(noticeId);
  const partnerId = name?.partnerId ?? owner.partnerId;
  const membershipId = owner.membershipId && (name?.subject ?? owner.membershipId);
  return sentStates([...earlier, { state: entry.state }]).map(({ state, to: sentTo = to }, copy) => {
    const subject = subjectOf(record, { ...entry, state });
    const names = { partnerId, membershipId, cycle, to: sentTo, role, locale, subject, noticeId };
    return { asOf: state.on, workflow: copy === 0 ? workflow : RESENDER, kind, stage: record.stage, ...names };
  });
}

type Sent = { state: Extract<NoticeState, { status: 'sent' }>; to: string | undefined };

/** One for each copy that did not bounce. */
const sentStates = (states: readonly Pick<PastState, 'state' | 'to'>[]): Sent[] =>
  states.flatMap(({ state, to }, index) =>
    state.status === 'sent' && states[index + 1]?.state.status !== 'undeliverable' ? [{ state, to }] : [],
  );

/** The workflow that sends the notices of a record: there is one for each key. */
function workflowOf(key: string, { membershipId }: LedgerOwner): string {
  if (membershipId === null) return 'directory-submission';
  const original = stageKeyOf(keyBefore(key));
  if (original === CONFIRMATION || original === UPGRADED || isReversalKey(key)) return 'partner-command';
  return isOfEnd(original) ? 'grace-expiry' : 'renewal-notices';
}

/**
 * A line for each copy of a notice: of one day there is one (R-NOT-3). What the ledgers have of a notice replaces what
 * the reports have of it.
 */
export function everyCopy(ofReports: readonly EmailLine[], ofLedgers: readonly EmailLine[]): EmailLine[] {
  const inLedgers = new Set(ofLedgers.map(({ noticeId }) => noticeId));
  const mails = [...ofReports.filter(({ noticeId }) => !inLedgers.has(noticeId)), ...ofLedgers];
  return [...new Map(mails.map((mail) => [`${mail.noticeId} ${mail.asOf}`, mail])).values()];
}

/** By day, then in the order in which a day's workflows run, then by partner and membership. */
export function compareMails(a: EmailLine, b: EmailLine): number {
  return (
    compareTexts(a.asOf, b.asOf) ||
    rank(a) - rank(b) ||
    compareTexts(a.partnerId, b.partnerId) ||
    compareTexts(a.membershipId ?? '', b.membershipId ?? '') ||
    (a.stage ?? 0) - (b.stage ?? 0) ||
    compareTexts(a.to, b.to) ||
    compareTexts(a.noticeId, b.noticeId)
  );
}

const rank = ({ workflow }: EmailLine): number => WORKFLOWS.indexOf(workflow);
