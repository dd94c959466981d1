/** Marks the recipient of a notice as unreachable, or removes the mark, after a mail event (R-NOT-7, R-NOT-8). */
import { withChange } from '../../domain/core/history.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import { bouncesInARow } from '../../domain/notices/mail-events/bounces-in-a-row.ts';
import type { MailEvent } from '../../domain/notices/mail-events/mail-event.ts';
import { withBouncesInARow, withUnreachable } from '../../domain/notices/mail-events/unreachable.ts';
import type { NoticeEntry } from '../../domain/notices/notice-state.ts';
import type { Partner, Unreachable } from '../../domain/partners/partner.ts';
import { markOf } from '../../domain/partners/reachability.ts';
import type { Stored } from '../../store/collection.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readLedgers } from '../reads/ledgers.ts';
import type { EventCall, EventDeps } from './event-call.ts';

/** More events about one address than this do not come at the same moment. */
const MOST_COUNTS = 8;

/**
 * Returns whether the contact changed. The notice's state must have been written before: bounces in a row are counted
 * from the ledgers.
 */
export async function markContact(
  entry: NoticeEntry,
  event: MailEvent,
  partnerId: string,
  call: EventCall,
  deps: EventDeps,
): Promise<boolean> {
  const isTold = await changePartner(
    ({ value }) => withUnreachable(value, entry, event, call.asOf, stampOf(call)),
    { entry, partnerId, call, deps },
    event,
  );
  return (await countBounces(entry, event, partnerId, call, deps)) || isTold;
}

type Marking = { entry: NoticeEntry; partnerId: string; call: EventCall; deps: EventDeps };

/**
 * Returns whether anything was written. If a command, an import or another event wrote the partner first, it is read
 * again.
 */
async function changePartner(
  change: (stored: Stored<Partner>) => Partner | Promise<Partner>,
  { entry, partnerId, call, deps: { store } }: Marking,
  event: MailEvent,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return false;
    const next = await change(stored);
    if (next === stored.value) return false;
    await store.partners.replace(stored, recorded(stored.value, next, { entry, event, call }));
    return true;
  });
}

/**
 * Counts again after every write, until the mark agrees with the ledgers. Since every event writes its ledger before it
 * reads the mark, at least one of two simultaneous events sees the other.
 */
async function countBounces(
  entry: NoticeEntry,
  event: MailEvent,
  partnerId: string,
  call: EventCall,
  deps: EventDeps,
): Promise<boolean> {
  const { store, config } = deps;
  const marking = { limit: config.bouncesInARow, on: call.asOf, stamp: stampOf(call) };
  const count = async ({ value }: Stored<Partner>): Promise<Partner> => {
    if (!mayMatter(event, markOf(value, entry.to))) return value;
    const bounced = bouncesInARow(await readLedgers(store, partnerId), entry.to, value.vouchedAt);
    return withBouncesInARow(value, entry.to, bounced, marking);
  };
  let isChanged = false;
  for (let times = 0; times < MOST_COUNTS; times += 1) {
    if (!(await changePartner(count, { entry, partnerId, call, deps }, event))) break;
    isChanged = true;
  }
  return isChanged;
}

/** Whether the count can matter. The ledgers are read only then. */
function mayMatter(event: MailEvent, mark: Unreachable | undefined): boolean {
  if (mark !== undefined) return mark.cause === 'bounces-in-a-row';
  return event.what === 'not-spam' || (event.what === 'lost' && event.loss === 'temporary');
}

const RULES = {
  bounce: 'R-NOT-2',
  complaint: 'R-NOT-2',
  suppressed: 'R-NOT-8',
  erased: 'R-OPS-4',
  'bounces-in-a-row': 'R-NOT-7',
} as const;

type Why = { entry: NoticeEntry; event: MailEvent; call: EventCall };

/** The partner with the change in its history, which is kept when the contacts are set again. */
function recorded(before: Partner, after: Partner, { entry, event, call }: Why): Partner {
  const { noticeId, to } = entry;
  const [was, is] = [markOf(before, to), markOf(after, to)];
  if (was?.cause === is?.cause) return after;
  const address = to.toLowerCase();
  const line = { on: call.asOf, stamp: stampOf(call), inputs: { address, noticeId: is?.noticeId ?? noticeId } };
  const change =
    is === undefined
      ? { ...line, what: 'contact reachable', ...whyReachable(event, address) }
      : {
          ...line,
          what: 'contact unreachable',
          rule: RULES[is.cause],
          reason: `${is.cause.replaceAll('-', ' ')}: nothing is sent to ${address}`,
        };
  return { ...after, history: withChange(after.history, change) };
}

function whyReachable({ what }: MailEvent, address: string): { rule: string; reason: string } {
  const again = `${address} gets mails again`;
  if (what === 'not-spam') return { rule: 'R-NOT-8', reason: `not-spam takes the complaint back: ${again}` };
  return { rule: 'R-NOT-7', reason: `not that many notices in a row bounced: ${again}` };
}
