import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import { openNotices } from '../../../shared/domain/notices/ledger.ts';
import type { NoticeEntry } from '../../../shared/domain/notices/notice-state.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';
import { dayAfter } from '../input/dates.ts';
import type { Executions } from '../run/executions.ts';

/** Checks the invariants after a day. @throws Error naming the one that does not hold */
export async function checkDay(
  executions: Executions,
  partnerIds: readonly string[],
  today: CivilDate,
  { hasRun, isRace }: { hasRun: boolean; isRace: boolean },
): Promise<void> {
  const { store } = executions.undisturbed();
  for (const partnerId of partnerIds)
    for (const membership of await readMemberships(store, partnerId)) {
      checkBenefits(membership, today, hasRun);
      checkPaid(membership, executions);
      if (hasRun) checkLedger(membership, today, isRace);
    }
  checkMails(executions);
}

/** A membership has its benefits if and only if it is active or in its window (R-REN-5, R-EXP-1). */
function checkBenefits(
  { membershipId, partnerId, status, purchasedOn, cycle }: Membership,
  today: string,
  hasRun: boolean,
) {
  if (status.name === 'ordered' || status.name === 'lapsed' || status.name === 'moved') return;
  const ad = anniversaryOf(purchasedOn, cycle);
  const name = `${partnerId} ${membershipId}, cycle ${cycle}, AD ${ad}`;
  if (status.name === 'expired') {
    if (status.expiredOn !== dayAfter(ad, 31)) throw new Error(`${name}: expired on ${status.expiredOn} (R-CAL-4)`);
    if (today < status.expiredOn) throw new Error(`${name}: expired before its day, on ${today}`);
  }
  if (hasRun && status.name === 'active' && today > dayAfter(ad, 30))
    throw new Error(`${name}: still active on ${today} (R-EXP-1)`);
}

/** What was paid in its window is renewed, and never expires (R-EXP-2, R-REN-6). */
function checkPaid({ partnerId, membershipId, cycle, status, formerIds }: Membership, { commands }: Executions) {
  if (status.name === 'moved') return;
  const names = [{ partnerId, membershipId }, ...formerIds];
  const done = commands.filter(
    ({ command, outcome }) =>
      outcome === 'done' &&
      names.some((name) => command.partnerId === name.partnerId && command.membershipId === name.membershipId),
  );
  // Whatever was paid before a reversal was its payment, or one before it.
  const reversed = done.findLastIndex(({ command }) => command.command === 'reverse-payment');
  const paid = done.slice(reversed + 1).filter(({ command }) => command.command === 'record-payment');
  const paidCycle = Math.max(0, ...paid.map((each) => each.cycle ?? 0));
  if (paidCycle >= cycle)
    throw new Error(`${partnerId} ${membershipId}: cycle ${paidCycle} was paid, and it is in ${cycle}`);
}

/**
 * Each entry of the ledger is in an end state when the day's runs are over (R-NOT-2), unless its run was stopped again
 * when it sent for the second time, or a command beside the runs was stopped after them, or its mail refused: then the
 * next run decides.
 */
function checkLedger({ partnerId, membershipId, notices }: Membership, today: string, isRace: boolean) {
  const open = openNotices(notices).filter(({ entry }) => {
    const { state } = entry;
    if ((state.status !== 'claimed' && state.status !== 'pending') || state.on !== today) return true;
    if (isRace && isOfCommand(entry)) return false;
    return state.status === 'pending' || state.attempt < 2;
  });
  const shown = open.map(({ entry }) => `${entry.noticeId} ${JSON.stringify(entry.state)}`).join(', ');
  if (open.length > 0) throw new Error(`${partnerId} ${membershipId} on ${today}: open ${shown} (R-NOT-2)`);
  const days = Object.values(notices).flatMap((record) =>
    record.notices.flatMap(({ to, kind, state }) =>
      kind === 'renewal' && state.status === 'sent' ? [`${state.on} to ${to.toLowerCase()}`] : [],
    ),
  );
  const twice = days.find((day, index) => days.indexOf(day) < index);
  if (twice !== undefined) throw new Error(`${partnerId} ${membershipId}: two notices on ${twice} (R-NOT-3)`);
}

/** Whether a command has claimed it, of which the state of a mail that was refused tells nothing. */
const isOfCommand = ({ state, earlier = [], added }: NoticeEntry): boolean =>
  (state.status === 'claimed' ? state : (earlier.at(-1)?.left ?? added))?.runId.startsWith('c-') ?? false;

/** Nothing is sent twice, unless an operator says so, or nobody could know that it was sent (R-NOT-2). */
function checkMails({ world, doubtful, resent }: Executions) {
  for (const [noticeId, count] of world.copies) {
    const wanted = 1 + (resent.get(noticeId) ?? 0);
    if (count > (doubtful.has(noticeId) ? 2 * wanted : wanted))
      throw new Error(`${noticeId} was sent ${count} times, and wanted ${wanted} times (R-NOT-2)`);
  }
}

export function anniversaryOf(purchasedOn: string, cycle: number): string {
  const year = Number(purchasedOn.slice(0, 4)) + cycle;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return purchasedOn.endsWith('-02-29') && !isLeap ? `${year}-02-28` : `${year}${purchasedOn.slice(4)}`;
}
