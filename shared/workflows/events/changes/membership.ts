/** What a change of a membership tells: what became of it, its payments, its notices, and its benefits. */
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../../domain/core/history.ts';
import type { Membership, Renewal } from '../../../domain/memberships/membership.ts';
import type { OrderPayment } from '../../../domain/memberships/origin.ts';
import { everyShortfall } from '../../../domain/offers/shortfall.ts';
import { expiryRecord } from '../../explain/memberships.ts';
import type { EventData, EventTypeName } from '../catalogue/event-types.ts';
import type { EventSubject, UnnumberedEvent } from '../catalogue/program-event.ts';
import type { EventsOf, ItemChange } from './change.ts';
import { membershipState } from './membership-state.ts';
import { noticeEvents } from './notices.ts';

type MembershipChange = ItemChange<Membership>;

/** A stub to which a membership was renamed back is as new. */
export const membershipEvents: EventsOf<Membership> = ({ before: stored, after }) => {
  const before = stored?.status.name === 'moved' && after.status.name !== 'moved' ? null : stored;
  const change = { before, after };
  return [
    ...paymentEvents(change),
    ...stateEvents(change),
    ...benefitEvents(change),
    ...(before === null ? [] : ledgersOf(before, after)),
  ];
};

const subject = ({ partnerId, membershipId, cycle }: Membership): Omit<EventSubject, 'rule'> => ({
  partnerId,
  membershipId,
  cycle,
});

/** The ledger of a cycle moves as the cycle is closed, or opened again: a notice is known wherever it was. */
function ledgersOf(before: Membership, after: Membership): UnnumberedEvent[] {
  const ledgers = ({ notices, closing }: Membership) => [notices, ...(closing === null ? [] : [closing.notices])];
  return noticeEvents({ before: ledgers(before), after: ledgers(after) }, subject(after));
}

/** A membership that is new under its name has been paid elsewhere, or is of an import; only an upgrade pays at once. */
function paymentEvents({ before, after }: MembershipChange): UnnumberedEvent[] {
  if (before === null)
    return after.origin.kind === 'upgrade' && after.formerIds.length === 0 ? [upgradePayment(after, after.origin)] : [];
  const reversed = after.reversals.slice(before.reversals.length).map((reversal): UnnumberedEvent => {
    const { cause, ticket, commandId, stamp, payment, paid } = reversal;
    const cycle = reversal.paid === 'renewal' ? reversal.payment.cycle : after.cycle;
    const about = { ...subject(after), cycle, commandId, runId: stamp?.runId ?? null, rule: 'R-REN-9' };
    const data = { for: paid, cycle, reference: payment.reference, cause, ticket };
    return { type: 'payment.reversed', ...about, data };
  });
  const renewal = newRenewal(before, after);
  const order = newOrderPayment(before, after);
  return [
    ...reversed,
    ...(renewal === null ? [] : [recorded(after, renewal, 'renewal', renewal.cycle)]),
    ...(order === null ? [] : [recorded(after, order, 'order', after.cycle)]),
  ];
}

function upgradePayment(
  membership: Membership,
  { commandId, reference }: Extract<Membership['origin'], { kind: 'upgrade' }>,
): UnnumberedEvent {
  const { cycle, purchasedOn, loadedOn, stamp } = membership;
  const about = { ...subject(membership), commandId, runId: stamp?.runId ?? null, rule: 'R-MEM-5' };
  const data = { for: 'upgrade' as const, cycle, reference, paidOn: purchasedOn, recordedOn: loadedOn };
  return { type: 'payment.recorded', ...about, data };
}

function recorded(
  after: Membership,
  { paidOn, recordedOn, reference, commandId, stamp }: Renewal | OrderPayment,
  paid: 'renewal' | 'order',
  cycle: number,
): UnnumberedEvent {
  const rule = paid === 'order' ? 'R-MEM-8' : recordedOn === paidOn ? 'R-REN-1' : 'R-REN-6';
  const about = { ...subject(after), cycle, commandId, runId: stamp?.runId ?? null, rule };
  return { type: 'payment.recorded', ...about, data: { for: paid, cycle, reference, paidOn, recordedOn } };
}

/** A command records one payment, so that by it a new one is known. */
function newRenewal({ lastRenewal: before }: Membership, { lastRenewal: after, cycle }: Membership): Renewal | null {
  if (after === null || after.cycle !== cycle - 1) return null;
  const isKnown = before !== null && before.cycle === after.cycle && before.commandId === after.commandId;
  const isReopened = before !== null && before.cycle > after.cycle;
  return isKnown || isReopened ? null : after;
}

function newOrderPayment({ origin: before }: Membership, { origin: after }: Membership): OrderPayment | null {
  if (after.kind !== 'order' || after.payment === null) return null;
  return before.kind === 'order' && before.payment?.commandId === after.payment.commandId ? null : after.payment;
}

/** At least one, if the state has changed. */
function stateEvents({ before, after }: MembershipChange): UnnumberedEvent[] {
  const tell: Tell = (type, rule, further, ids = {}) =>
    ({ type, ...subject(after), rule, ...ids, data: { state: membershipState(after), ...further } }) as UnnumberedEvent;
  if (before === null) return [arrival(after, tell)];
  const corrects = correctingRule(before, after);
  const events = [
    ...(corrects === null ? [] : [tell('membership.corrected', corrects, {})]),
    ...renewalEvents(before, after, tell),
    ...statusEvents(before, after, corrects, tell),
    ...planEvents(before, after, tell),
  ];
  const isTold = events.length > 0 || isDeepStrictEqual(membershipState(before), membershipState(after));
  return isTold ? events : [tell('membership.changed', 'R-MRG-7', {})];
}

/** The rule by which what was recorded is taken back; null: it is not. */
function correctingRule(before: Membership, after: Membership): string | null {
  if (before.reversals.length < after.reversals.length) return 'R-REN-9';
  const isKnown = (change: Change) => before.history.changes.some((known) => isDeepStrictEqual(known, change));
  return after.history.changes.some((change) => change.what === 'corrected' && !isKnown(change)) ? 'R-MEM-9' : null;
}

type Tell = <Type extends `membership.${string}` & EventTypeName>(
  type: Type,
  rule: string,
  further: Omit<EventData<Type>, 'state'>,
  ids?: Partial<EventSubject>,
) => UnnumberedEvent;

/** How a membership came under this name. */
function arrival(membership: Membership, tell: Tell): UnnumberedEvent {
  const { origin, status, formerIds, partnerId, stamp } = membership;
  const runId = stamp?.runId ?? null;
  const former = formerIds.at(-1);
  if (former !== undefined && former.partnerId === partnerId)
    return tell('membership.renamed', 'R-MEM-9', { former: former.membershipId });
  if (former !== undefined)
    return tell('membership.merged', 'R-MRG-1', { what: 'arrived', mergedFrom: former.partnerId });
  switch (origin.kind) {
    case 'upgrade':
      return tell('membership.upgraded', 'R-MEM-5', { from: origin.from }, { commandId: origin.commandId, runId });
    case 'order':
      return status.name === 'ordered'
        ? tell('membership.ordered', 'R-MEM-3', {}, { commandId: origin.commandId, runId })
        : tell('membership.enrolled', 'R-MEM-8', { how: 'payment' }, { commandId: origin.commandId, runId });
    case 'import':
      return tell('membership.enrolled', 'R-MEM-1', { how: 'import' }, { runId });
  }
}

function renewalEvents(before: Membership, after: Membership, tell: Tell): UnnumberedEvent[] {
  const renewal = newRenewal(before, after);
  if (renewal === null) return [];
  const { kind, cycle, paidOn, commandId, stamp, ended } = renewal;
  const further = { paidOn, closedCycle: cycle, notRenewed: ended.map((each) => ({ ...each })) };
  const ids = { commandId, runId: stamp?.runId ?? null };
  return kind === 'renewed'
    ? [tell('membership.renewed', 'R-REN-2', further, ids)]
    : [tell('membership.reinstated', 'R-REN-6', further, ids)];
}

/** @param corrects the rule by which it is corrected; null: it is not */
function statusEvents(before: Membership, after: Membership, corrects: string | null, tell: Tell): UnnumberedEvent[] {
  const { status } = after;
  if (status.name === before.status.name && !isOtherSupersession(before, after)) return [];
  switch (status.name) {
    case 'ordered':
      return [tell('membership.ordered', 'R-REN-9', {})];
    case 'lapsed':
      return [tell('membership.lapsed', 'R-MEM-8', {})];
    case 'active':
      return before.status.name === 'ordered' || before.status.name === 'lapsed'
        ? [tell('membership.enrolled', 'R-MEM-8', { how: 'payment' })]
        : [];
    case 'expired':
      return [
        tell('membership.expired', corrects ?? 'R-EXP-1', {}, { runId: expiryRecord(after.notices)?.runId ?? null }),
      ];
    case 'superseded':
      // The gold membership of an upgrade is inside until it has an item of its own.
      return [
        tell(
          'membership.superseded',
          after.successor === null ? 'R-MRG-2' : 'R-MEM-5',
          { by: status.by },
          { runId: status.stamp?.runId ?? null },
        ),
      ];
    case 'moved': {
      const runId = status.stamp?.runId ?? null;
      if (status.to === after.partnerId) return [tell('membership.renamed', 'R-MEM-9', { former: null }, { runId })];
      const rule = status.as === after.membershipId ? 'R-MRG-1' : 'R-MRG-5';
      return [tell('membership.merged', rule, { what: 'left', mergedFrom: null }, { runId })];
    }
  }
}

const isOtherSupersession = ({ status: before }: Membership, { status: after }: Membership): boolean =>
  before.name === 'superseded' && after.name === 'superseded' && before.by !== after.by;

/** What is said and granted of the current cycle. */
function planEvents(before: Membership, after: Membership, tell: Tell): UnnumberedEvent[] {
  if (after.status.name === 'moved') return [];
  const { override, declined, standing, cycle } = after;
  const isSameCycle = before.cycle === cycle;
  const wasAtRisk = membershipState(before).isAtRisk;
  const { isAtRisk } = membershipState(after);
  const shortfalls = everyShortfall(standing?.shortfalls ?? []);
  const codes = [...new Set((standing?.shortfalls ?? []).map(({ code }) => code))];
  const metrics = [...new Set(shortfalls.flatMap((each) => (each.code === 'performance' ? [each.metric] : [])))];
  return [
    ...(override !== null && !isDeepStrictEqual(override, before.override)
      ? [tell('membership.override-granted', 'R-REN-7', { until: override.until, ticket: override.ticket })]
      : []),
    ...(isSameCycle && (declined?.on ?? null) !== (before.declined?.on ?? null)
      ? [tell('membership.declined', 'R-REN-8', { isWithdrawn: declined === null })]
      : []),
    ...(isAtRisk && !wasAtRisk ? [tell('membership.at-risk', 'R-COMP-5', { shortfalls: codes, metrics })] : []),
    ...(wasAtRisk && !isAtRisk && isSameCycle && after.status.name === 'active'
      ? [tell('membership.on-track', 'R-COMP-5', {})]
      : []),
    ...(isDeepStrictEqual([before.consolidation, before.covers], [after.consolidation, after.covers]) ||
    newRenewal(before, after) !== null
      ? []
      : [tell('membership.merged', 'R-MRG-2', { what: 'renewed-together', mergedFrom: null })]),
  ];
}

/** Benefits last as long as their membership is active (R-LIC-1, R-LIC-6). */
function benefitEvents({ before, after }: MembershipChange): UnnumberedEvent[] {
  if (before === null || after.status.name === 'moved') return [];
  const [was, is] = [before, after].map(({ status }) => status.name === 'active');
  const about = { ...subject(after), rule: 'R-LIC-6' };
  if (was && !is) return [{ type: 'benefit.ended', ...about, data: { tokenId: null, cause: 'membership-ended' } }];
  const hadEnded = before.status.name === 'expired' || before.status.name === 'superseded';
  return !was && is && hadEnded ? [{ type: 'benefit.resumed', ...about, rule: 'R-LIC-1', data: {} }] : [];
}
