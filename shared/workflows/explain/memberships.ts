/** Explains memberships and their closed cycles: how they began, were renewed, reinstated, expired and superseded. */
import { anniversaryOf, windowOf } from '../../domain/core/calendar.ts';
import {
  anniversary,
  type ClosedCycle,
  type Membership,
  type Override,
  type Reversal,
} from '../../domain/memberships/membership.ts';
import type { Ledger } from '../../domain/notices/notice-state.ts';
import { describeReversal } from '../../domain/renewal/corrections/reversal-notices.ts';
import { EXPIRY_STAGE } from '../../domain/renewal/stages.ts';
import { type Entry, type EntryFields, type KnownRun, RANK, toEntry } from './entry.ts';
import { explainLedger } from './ledger.ts';
import { asBegun, explainOrigin } from './origin.ts';
import type { Partition } from './partition.ts';
import { explainHistory } from './partner.ts';

export function explainMemberships(partition: Partition, noticeId: string | undefined): Entry[] {
  return partition.memberships.flatMap((membership) => {
    const { partnerId, membershipId, cycle, override, notices } = membership;
    // Only a stub is left here: the rest is explained at the partner to which it was moved.
    if (membership.status.name === 'moved') return [explainMove(membership, membership.status)];
    const cycleId = { partnerId, membershipId, cycle };
    return [
      ...explainBeginning(membership, closedCyclesOf(partition, membership)),
      ...explainStatus(partition, membership),
      ...explainReversals(membership),
      ...(override === null ? [] : [explainOverride(cycleId, override)]),
      ...explainHistory(partnerId, membership.history).map((entry) => ({ ...entry, membershipId })),
      ...explainLedger(notices, { ...cycleId, workflow: null, noticeId }),
    ];
  });
}

/** Those with an item of their own, and those that are still stored inside their membership. */
export function explainClosedCycles(partition: Partition, noticeId: string | undefined): Entry[] {
  const closing = partition.memberships.flatMap(({ closing: each }) => (each === null ? [] : [each]));
  const over = partition.cycles.filter((closed) => isOver(closed, partition));
  const written = new Set(over.map(nameOf));
  const all = [...over, ...closing.filter((each) => !written.has(nameOf(each)))];
  return all.flatMap((closed) => explainClosedCycle(partition, closed, noticeId));
}

/**
 * A cycle that a reversal has opened again is not, nor is what was written of it before it was closed again (R-REN-9).
 */
function isOver({ membershipId, cycle, reopened }: ClosedCycle, { memberships }: Partition): boolean {
  const membership = memberships.find((each) => each.membershipId === membershipId);
  if (membership === undefined) return true;
  const { closing } = membership;
  return cycle < membership.cycle && !(closing?.cycle === cycle && closing.reopened > reopened);
}

const nameOf = ({ membershipId, cycle }: ClosedCycle): string => `${membershipId}#${cycle}`;

const closedCyclesOf = (partition: Partition, { membershipId, closing }: Membership): ClosedCycle[] =>
  [...partition.cycles.filter((closed) => isOver(closed, partition)), ...(closing === null ? [] : [closing])]
    .filter((closed) => closed.membershipId === membershipId)
    .toSorted((a, b) => a.cycle - b.cycle);

function explainBeginning(membership: Membership, closed: ClosedCycle[]): Entry[] {
  const begun = asBegun(membership, closed);
  return explainOrigin(begun, () => explainImport(begun, membership));
}

function explainImport(
  { partnerId, membershipId, terms, purchasedOn, cycle, loadedOn, stamp }: Membership,
  { status, cycle: cycleNow }: Membership,
): Entry {
  const inputs = { terms, purchasedOn, cycle, now: { status: status.name, cycle: cycleNow } };
  const reason = `bought on ${purchasedOn}, in cycle ${cycle}; now ${status.name}, cycle ${cycleNow}`;
  const fields = {
    on: loadedOn,
    what: 'loaded',
    membershipId,
    rule: 'R-MEM-1',
    reason,
    inputs,
    rank: RANK.imported,
    usualWorkflow: 'import',
  };
  return toEntry(partnerId, fields, stamp);
}

function explainStatus(partition: Partition, membership: Membership): Entry[] {
  const { status } = membership;
  if (status.name === 'expired')
    return [explainExpiry({ ...membership, anniversary: anniversary(membership) }, status.expiredOn, membership)];
  // A lapsed order is explained by its history.
  if (status.name !== 'superseded') return [];
  const { on, by, stamp } = status;
  const fields = { on, what: 'superseded', inputs: { by }, rank: RANK.end };
  const successor = membership.successor ?? partition.memberships.find((each) => each.membershipId === by);
  if (successor?.origin.kind !== 'upgrade' || successor.origin.from !== membership.membershipId)
    return [endEntry(membership, { ...fields, rule: 'R-MRG-2', reason: `${by} goes on in its place` }, stamp)];
  const upgrade = { ...fields, rule: 'R-MEM-5', reason: `ended by the upgrade to ${by}`, workflow: 'partner-command' };
  return [endEntry(membership, upgrade, stamp)];
}

function explainMove(
  membership: Membership,
  { to, as, on, stamp }: Extract<Membership['status'], { name: 'moved' }>,
): Entry {
  const about = { on, rank: RANK.status };
  if (to === membership.partnerId) {
    const renamed = { what: 'renamed', rule: 'R-MEM-9', reason: `its id is ${as} from then on`, inputs: { as } };
    return endEntry(membership, { ...about, ...renamed, workflow: 'partner-command' }, stamp);
  }
  const isSame = as === membership.membershipId;
  const reason = isSame ? `moved to ${to}, as it is` : `moved to ${to}, where its id is ${as}`;
  const moved = { what: 'moved', rule: isSame ? 'R-MRG-1' : 'R-MRG-5', reason, inputs: { to, as } };
  return endEntry(membership, { ...about, ...moved, workflow: 'merge-partners' }, stamp);
}

const endEntry = ({ partnerId, membershipId, cycle }: Membership, fields: EntryFields, run: KnownRun | null): Entry =>
  toEntry(partnerId, { workflow: 'grace-expiry', membershipId, cycle, ...fields }, run);

type Cycle = Pick<ClosedCycle, 'partnerId' | 'membershipId' | 'cycle' | 'anniversary' | 'notices'>;

/**
 * Expired by a run, which also decided about the expiry notice; without one, because its window had closed before it
 * was imported.
 */
function explainExpiry(
  closedCycle: Cycle,
  expiredOn: ClosedCycle['expiredOn'],
  stampedMembership: Pick<Membership, 'stamp'> | undefined,
): Entry {
  const { partnerId, membershipId, cycle, anniversary: ad } = closedCycle;
  const record = expiryRecord(closedCycle.notices);
  const { closes } = windowOf(ad);
  const fields = { what: 'expired', membershipId, cycle, rank: RANK.status, usualWorkflow: 'import' };
  if (record === null) {
    const reason = `its window had closed on ${closes} before it was loaded, or corrected to be so`;
    const inputs = { anniversary: ad, windowClosed: closes, expiredOn };
    return toEntry(
      partnerId,
      { ...fields, on: expiredOn, rule: 'R-CAL-4', reason, inputs },
      stampedMembership?.stamp ?? null,
    );
  }
  const { decidedOn: on, at, runId, reason, inputs } = record;
  const runFields = { ...fields, on, at, runId, rule: 'R-EXP-1', reason, inputs: { ...inputs, expiredOn } };
  return toEntry(partnerId, { ...runFields, workflow: 'grace-expiry' }, null);
}

/** The record of the expiry notice; null: there is none, or it was skipped because the cycle was paid. */
export function expiryRecord(notices: Ledger) {
  const record = notices[String(EXPIRY_STAGE)];
  return record === undefined || record.rule === 'R-NOT-1' ? null : record;
}

function explainClosedCycle(partition: Partition, closed: ClosedCycle, noticeId: string | undefined): Entry[] {
  const { membershipId, expiredOn, override, notices } = closed;
  const membership = partition.memberships.find((each) => each.membershipId === membershipId);
  return [
    ...(expiredOn === null ? [] : [explainExpiry(closed, expiredOn, membership)]),
    ...(override === null ? [] : [explainOverride(closed, override)]),
    explainRenewal(closed),
    ...explainLedger(notices, { partnerId: closed.partnerId, membershipId, workflow: null, noticeId }),
  ];
}

function explainOverride(
  { partnerId, membershipId, cycle }: Pick<Cycle, 'partnerId' | 'membershipId' | 'cycle'>,
  override: Override,
) {
  const { grantedOn, until, ticket, grantedBy, stamp, reason: why } = override;
  const reason = `payment is allowed until ${until} on ticket ${ticket}, granted by ${grantedBy}: ${why}`;
  const inputs = { ticket, until, grantedBy, reason: why };
  const fields = { on: grantedOn, what: 'override-granted', membershipId, cycle, rule: 'R-REN-7', reason, inputs };
  return toEntry(partnerId, { ...fields, rank: RANK.status, workflow: 'partner-command' }, stamp);
}

function explainRenewal({ partnerId, membershipId, cycle, terms, covers, ...closed }: ClosedCycle): Entry {
  const { anniversary: ad, renewal } = closed;
  const { kind, paidOn, recordedOn, reference, commandId, ended, stamp } = renewal;
  const rule = kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2';
  const late = kind === 'reinstated' ? `, recorded on ${recordedOn} after expiry` : '';
  const lower = ended.length === 0 ? '' : ', at another level than before';
  const inputs = { anniversary: ad, paidOn, recordedOn, reference, terms, covers, ended };
  const fields = { on: recordedOn, what: kind, membershipId, cycle, rule, inputs, commandId, rank: RANK.status };
  return toEntry(
    partnerId,
    { ...fields, reason: `paid on ${paidOn}${late}${lower}`, workflow: 'partner-command' },
    stamp,
  );
}

/** Payments that were reversed, and the reversals (R-REN-9). */
function explainReversals(membership: Membership): Entry[] {
  return membership.reversals.flatMap((reversal) => [
    explainPayment(membership, reversal),
    explainReversal(membership, reversal),
  ]);
}

function explainPayment({ partnerId, membershipId, purchasedOn }: Membership, { paid, payment }: Reversal): Entry {
  const { paidOn, recordedOn, reference, commandId, stamp } = payment;
  const about = { on: recordedOn, membershipId, commandId, rank: RANK.status, workflow: 'partner-command' };
  const inputs = { paidOn, recordedOn, reference };
  if (paid === 'order') {
    const fields = { what: 'order-paid', rule: 'R-MEM-8', reason: `paid on ${paidOn}`, inputs };
    return toEntry(partnerId, { ...about, ...fields }, stamp);
  }
  const { kind, cycle } = payment;
  const rule = kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2';
  const fields = { what: kind, cycle, rule, reason: `paid on ${paidOn}` };
  const anniversary = anniversaryOf(purchasedOn, cycle);
  return toEntry(partnerId, { ...about, ...fields, inputs: { ...inputs, anniversary } }, stamp);
}

function explainReversal({ partnerId, membershipId }: Membership, reversal: Reversal): Entry {
  const { paid, payment, cause, ticket, on, commandId, stamp } = reversal;
  const { reference, paidOn } = payment;
  const cycle = paid === 'renewal' ? payment.cycle : null;
  const about = { on, membershipId, cycle, commandId, rank: RANK.status, workflow: 'partner-command' };
  const fields = { what: 'payment-reversed', rule: 'R-REN-9', reason: describeReversal(reversal) };
  return toEntry(partnerId, { ...about, ...fields, inputs: { reference, paidOn, cause, ticket } }, stamp);
}
