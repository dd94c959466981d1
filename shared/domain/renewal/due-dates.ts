/** The days from which a membership is due for the daily workflows: the keys of the sparse indexes. */
import type { ProgramConfig } from '../config/program-config.ts';
import { addDays, type CivilDate, expiryOf } from '../core/calendar.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { lapseDate } from '../memberships/order.ts';
import { openNotices } from '../notices/ledger.ts';
import { untoldNotice } from './alerts/undelivered-alert.ts';
import { isOfEnd, openStages } from './stages.ts';

/** The day from which each daily workflow has something to do; null: never. */
export type DueDates = { notices: CivilDate | null; expiry: CivilDate | null };

const earliest = (dates: CivilDate[]): CivilDate | null => dates.toSorted()[0] ?? null;

/**
 * Open notices keep their membership due from the day of their decision, so that the next run takes them up (R-NOT-2),
 * and so does a notice that reached nobody until the operators know (R-NOT-7).
 */
export function dueDates(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>): DueDates {
  const open = openNotices(membership.notices);
  const notices = open.filter(({ key }) => !isOfEnd(key)).map(({ record }) => record.decidedOn);
  const expiry = open.filter(({ key }) => isOfEnd(key)).map(({ record }) => record.decidedOn);
  const untold = untoldNotice(membership);
  if (untold !== null) notices.push(untold.decidedOn);
  if (membership.closing !== null) notices.push(membership.closing.renewal.recordedOn);
  if (membership.successor !== null) notices.push(membership.successor.loadedOn);
  if (membership.status.name === 'ordered') expiry.push(lapseDate(membership.status.createdOn));
  if (membership.untoldDeliveryLoss !== undefined) notices.push(membership.untoldDeliveryLoss);
  if (membership.status.name === 'active') {
    const ad = anniversary(membership);
    if (membership.evaluateOn !== null && membership.declined === null) notices.push(membership.evaluateOn);
    notices.push(...openStages(membership, config).map((stage) => addDays(ad, stage)));
    expiry.push(membership.consolidation?.on ?? expiryOf(ad));
  }
  return { notices: earliest(notices), expiry: earliest(expiry) };
}
