import type { Given, Line } from './command-lines.ts';
import { dateIn, dayAfter } from './dates.ts';
import { addressOf, contactOf, KIM, membershipId, oneOf, partnerId } from './ids.ts';
import type { Plan, PlannedMembership, PlannedPartner } from './plan.ts';
import type { PlannedCommand } from './planned-commands.ts';
import { membershipRow } from './program-input.ts';

/**
 * What is seldom possible on any day: it happens in the first weeks, with memberships that are in force then. Null:
 * another command.
 */
export function rareLines(command: PlannedCommand, plan: Plan, { requestId }: Given): Line[] | null {
  const { what, pick, partner } = command;
  const on = dayAfter(plan.from, 1 + (pick % 25));
  const given = { on, partnerId: partnerId(partner), requestId };
  switch (what) {
    case 'take-back':
      return takeBack(command, plan, given);
    case 'pack':
      return packLines(command, plan, given);
    case 'trainers':
      return trainerLines(command, plan, given);
    default:
      return null;
  }
}

type Names = Omit<Given, 'membershipId'>;

/** Of tokens and subscriptions that no other command has to do with. */
const ownId = (kind: string, partner: number): string => `${kind}-${4 + partner}`;

/**
 * A replacement or an assignment that is taken back, now and then when it cannot be any more, and what is possible
 * again after it (R-OPS-1, R-LIC-3, R-LIC-5).
 */
function takeBack({ pick, partner }: PlannedCommand, plan: Plan, given: Names): Line[] {
  const id = longestInForce(plan, partner, given.on);
  if (id === null) return [];
  const { on, partnerId, requestId } = given;
  const isToken = pick % 2 === 0;
  const isUsed = (pick >> 1) % 3 === 0;
  const tokenId = ownId(isToken ? 'token' : 'visual-studio', partner);
  const step = (days: number, command: string, more: Line): Line => ({
    ...{ on: dayAfter(on, days), partnerId, requestId: `${requestId}-${days}-${command}`, command, tokenId },
    ...more,
  });
  const reverse = (days: number, what: string): Line =>
    step(days, 'reverse-token', { step: what, ticket: 'T-4', reason: 'recorded wrongly' });
  const newTokenId = `${tokenId}-instead`;
  const replaced = { newTokenId, cause: 'wrong-tenant' };
  return isToken
    ? [
        step(0, 'issue-token', { membershipId: id, kind: 'token', product: 'Windows Server 2022', seats: 25 }),
        step(1, 'activate-token', { tenant: 'x.example' }),
        step(2, 'replace-token', replaced),
        ...(isUsed ? [step(3, 'activate-token', { tokenId: newTokenId, tenant: 'x.example' })] : []),
        reverse(4, 'replacement'),
        // Of the token that is in its place again, or was replaced for good.
        ...oneOf([[], [reverse(5, 'activation')], [step(5, 'replace-token', replaced)]], pick >> 3),
      ]
    : [
        step(0, 'issue-token', { membershipId: id, kind: 'visual-studio', edition: 'professional' }),
        step(1, 'assign-subscription', { to: KIM }),
        ...(isUsed ? [step(2, 'activate-token', {})] : []),
        reverse(3, 'assignment'),
        ...oneOf([[], [step(4, 'assign-subscription', { to: 'lee@x.example' })], [reverse(4, 'issue')]], pick >> 3),
      ];
}

/** An Action Pack for a partner without one, who may hold a competency (R-MEM-12); bought, or ordered first. */
function packLines({ pick, partner }: PlannedCommand, { partners }: Plan, { on, requestId }: Names): Line[] {
  const without = partners.flatMap((each, index) => (hasPack(each) ? [] : [index]));
  if (without.length === 0) return [];
  const index = oneOf(without, partner);
  const payment = pick % 3 === 0 ? {} : { paidOn: on, reference: `ref-${requestId}` };
  const names = { on, partnerId: partnerId(index), requestId, membershipId: `N-${index}-${pick % 2}` };
  return [{ ...names, command: 'enrol', offer: 'action-pack', ...payment }];
}

const hasPack = ({ memberships }: PlannedPartner): boolean => memberships.some(({ offer }) => offer === 'action-pack');

/**
 * The trainers of a partner with a Learning membership come and go, by its row of a file (R-MEM-10, R-COMP-5); what is
 * told of it may be sent again, to one who has it, or to those who are contacts by then (R-NOT-2).
 */
function trainerLines({ pick, partner, delay, contacts }: PlannedCommand, plan: Plan, given: Names): Line[] {
  const learning = plan.partners.flatMap(({ memberships }, index) => {
    const found = memberships.findIndex((each) => isLearning(each));
    return found === -1 ? [] : [{ index, id: membershipId(index, found) }];
  });
  if (learning.length === 0) return [];
  const { index, id } = oneOf(learning, partner);
  const { requestId } = given;
  const names = { partnerId: partnerId(index) };
  const on = (days: number): string => dayAfter(given.on, days);
  const rows = (days: number, mctCount: number): Line => ({
    ...{ ...names, on: on(days), requestId: `${requestId}-${days}-${mctCount}`, command: LOAD_PARTNER, mctCount },
  });
  const gone = 1 + oneOf([0, 1, 2, 8], pick >> 2);
  const again = (days: number): Line[] => [rows(days, 1), rows(days + 1, 0)];
  const back = oneOf([[], [], again(gone), again(gone + delay)], pick >> 4);
  const own = plan.partners[index]?.contacts ?? [];
  const to =
    own.length === 0 || pick % 3 === 0 ? {} : { to: addressOf(oneOf(own, pick >> 5).address, names.partnerId) };
  const added = contacts.map((contact) => contactOf(contact, names.partnerId));
  const told = on(gone + oneOf([1, 2, 6], pick >> 6));
  const set = { ...names, on: told, requestId: `${requestId}-set`, command: 'set-contacts', contacts: added };
  return [
    { ...names, on: on(-1), requestId: `${requestId}-profile`, command: 'record-account-profile', setUpOn: on(-1) },
    rows(0, 1 + (pick % 2)),
    rows(gone, 0),
    ...back,
    ...('to' in to ? [] : [set]),
    {
      ...names,
      on: told,
      requestId: `${requestId}-again`,
      membershipId: id,
      command: 'resend-notice',
      ...to,
      ticket: 'T-6',
    },
  ];
}

/** No command of operators: the partner's row, with another number of trainers, is loaded. */
export const LOAD_PARTNER = 'load-partner';

const isLearning = ({ offer, learningOption }: PlannedMembership): boolean =>
  offer === 'learning-action-pack' || (offer === 'competency' && learningOption);

const WINDOW = 30;

/** Of those that are in force on a day, the one that is so for the longest; null: there is none. */
function longestInForce({ partners, from }: Plan, partner: number, on: string): string | null {
  const own = partners[partner]?.memberships ?? [];
  const ends = own.map((_, index) => {
    const { purchased_on: bought = '', paid_through_cycle: paid = '' } = membershipRow(
      own,
      index,
      partnerId(partner),
      from,
    );
    return dayAfter(dateIn(Number(bought.slice(0, 4)) + Number(paid) + 1, bought.slice(5)), WINDOW);
  });
  const last = ends.toSorted().at(-1);
  return last === undefined || last < on ? null : membershipId(partner, ends.indexOf(last));
}
