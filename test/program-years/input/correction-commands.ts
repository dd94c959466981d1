import { anniversaryOf, type Given, type Line, linesOf } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { COMPETENCIES, oneOf, partnerId } from './ids.ts';
import type { Plan } from './plan.ts';
import type { PlannedCommand } from './planned-commands.ts';
import { membershipRow } from './program-input.ts';

const PAYMENTS = ['pay', 'pay-late', 'pay-in-window', 'pay-in-window', 'pay-order', 'enrol', 'upgrade'];

/** What takes something back, or puts it right; null: another command. */
export function correctionLines(command: PlannedCommand, plan: Plan, given: Given): Line[] | null {
  switch (command.what) {
    case 'decline':
      return declineLines(command, plan, given);
    case 'reverse':
      return reverseLines(command, plan, given);
    case 'correct':
      return [correction(command, plan, given)];
    case 'reverse-token':
      return reverseTokenLines(command, plan, given);
    case 'rename':
      return [{ ...given, command: 'rename-membership', to: newId(command), ticket: 'T-7' }];
    default:
      return null;
  }
}

/** Of a purchase some days or years away from what was imported, of the cycles that are paid, or of the terms. */
function correction(command: PlannedCommand, { partners, from }: Plan, given: Given): Line {
  const { pick, partner, membership, delay } = command;
  const imported = partners[partner]?.memberships ?? [];
  const at = oneOf(
    imported.map((_, index) => index),
    membership,
  );
  const { purchased_on = '', paid_through_cycle = '' } = membershipRow(imported, at, partnerId(partner), from);
  const days = delay + 1 + (pick % 40);
  const purchasedOn = dayAfter(purchased_on, oneOf([days, -days, 365, -365], pick >> 3));
  const paidThroughCycle = Number(paid_through_cycle) + oneOf([0, 1, -1, 2], pick >> 5);
  const corrected = oneOf<Line>(
    [
      { purchasedOn },
      { purchasedOn },
      { paidThroughCycle },
      { purchasedOn, paidThroughCycle },
      { level: oneOf(['silver', 'gold'], pick >> 7) },
      { learningOption: (pick >> 7) % 2 === 0 },
      { competency: oneOf(COMPETENCIES, pick >> 7) },
      { offer: oneOf(['action-pack', 'learning-action-pack'], pick >> 7) },
      { offer: 'competency', competency: oneOf(COMPETENCIES, pick >> 7), level: 'silver' },
    ],
    pick,
  );
  return { ...given, command: 'correct-membership', ...corrected, ticket: 'T-8', reason: 'recorded wrongly' };
}

/** Mostly one that is free. */
const newId = ({ partner, pick }: PlannedCommand): string =>
  oneOf([`R-${partner}`, `R-${pick % 4}`, `N-${partner}-0`, 'M-0', `M-${partner}-1`], pick >> 2);

/** Around an anniversary; half of them are taken back, some days later. */
function declineLines(command: PlannedCommand, plan: Plan, given: Given): Line[] {
  const { pick, delay } = command;
  const on = dayAfter(anniversaryOf(command, plan), (pick % 80) - 45);
  const declined = { ...given, on, command: 'decline-renewal' };
  if (pick % 2 === 0) return [declined];
  const { requestId } = given;
  return [declined, { ...declined, on: dayAfter(on, 1 + delay), requestId: `${requestId}-back`, withdraw: true }];
}

/** A payment of the year is taken back, days after it was recorded; some are recorded again. */
function reverseLines(command: PlannedCommand, plan: Plan, { requestId }: Given): Line[] {
  const { pick, delay } = command;
  const payments = plan.commands.filter(({ what }) => PAYMENTS.includes(what));
  const chosen = payments.length === 0 ? undefined : oneOf(payments, pick);
  const paid = chosen && linesOf(chosen, plan.commands.indexOf(chosen), plan).find((line) => line.reference);
  if (paid === undefined) return [];
  const { partnerId, reference, membershipId, goldMembershipId } = paid;
  const on = dayAfter(String(paid.on), delay + oneOf([0, 1, 5, 12, 31], pick >> 3));
  const cause = oneOf(['error', 'error', 'refund', 'chargeback'], pick >> 5);
  const id = goldMembershipId ?? membershipId;
  const names = { partnerId, membershipId: id, reference, requestId };
  const reversal = { on, command: 'reverse-payment', ...names, cause, ticket: 'T-9' };
  const isAgain = (pick >> 7) % 2 === 0 && paid.command === 'record-payment';
  const again = { ...paid, on: dayAfter(on, pick % 12), requestId: `${requestId}-again` };
  return isAgain ? [reversal, again] : [reversal];
}

const BENEFITS = ['issue', 'activate', 'replace', 'assign'];
const STEPS: Record<string, string> = {
  'issue-token': 'issue',
  'activate-token': 'activation',
  'replace-token': 'replacement',
  'assign-subscription': 'assignment',
};

/**
 * What was recorded of a benefit is taken back, days later; some of it comes again by the same request, or by another.
 */
function reverseTokenLines(command: PlannedCommand, plan: Plan, { requestId, partnerId: holder }: Given): Line[] {
  const { pick, delay } = command;
  const planned = plan.commands.filter(({ what }) => BENEFITS.includes(what));
  const chosen = planned.length === 0 ? undefined : oneOf(planned, pick);
  const all = chosen === undefined ? [] : linesOf(chosen, plan.commands.indexOf(chosen), plan);
  const lines = all.filter(({ command: name }) => STEPS[String(name)] !== undefined);
  if (lines.length === 0) return [];
  const taken = oneOf(lines, pick >> 3);
  const on = dayAfter(String(taken.on), delay + oneOf([0, 1, 5, 35], pick >> 4));
  const partnerId = (pick >> 5) % 4 === 0 ? holder : taken.partnerId;
  const which = oneOf<Line>([{}, {}, { count: taken.count ?? 1 }, { activatedOn: taken.on }], pick >> 6);
  const step = STEPS[String(taken.command)];
  const names = { partnerId, tokenId: taken.tokenId, step, ...(step === 'activation' ? which : {}), requestId };
  const reversal = { on, command: 'reverse-token', ...names, ticket: 'T-3', reason: 'recorded wrongly' };
  const again = { ...taken, on: dayAfter(on, 1 + (pick % 9)) };
  const repeated = { ...again, requestId: `${requestId}-again` };
  return [reversal, ...oneOf<Line[]>([[], [again], [repeated], [again, repeated]], pick >> 8)];
}
