import type { ModelInput } from '../../simulate/model/program.ts';
import { benefitCommand } from './benefit-commands.ts';
import { correctionLines } from './correction-commands.ts';
import { dateIn, dayAfter } from './dates.ts';
import { enrolmentCommand } from './enrolment-commands.ts';
import { addressOf, contactOf, domainOf, invoiceNumber, membershipId, nameOf, oneOf, partnerId } from './ids.ts';
import { peopleCommand } from './people-commands.ts';
import { personLines } from './person-commands.ts';
import { DAYS, type Plan } from './plan.ts';
import type { PlannedCommand } from './planned-commands.ts';
import { LOAD_PARTNER, rareLines } from './rare-commands.ts';

export type Line = Record<string, unknown>;

/** The commands of a plan in the order of their days. */
export function commandsOf(plan: Plan): ModelInput['commands'] {
  const last = dayAfter(plan.from, DAYS - 1);
  return plan.commands
    .flatMap((command, index) => linesOf(command, index, plan).flatMap((line) => triedFirst(line, command)))
    .filter(({ on }) => String(on) <= last)
    .sort((a, b) => (String(a.on) < String(b.on) ? -1 : String(a.on) > String(b.on) ? 1 : 0));
}

/** What only reads, or is a file, cannot be tried. */
const triedFirst = (line: Line, { tried }: PlannedCommand): Line[] =>
  tried && ![LOAD_PARTNER, 'list-benefits'].includes(String(line.command)) ? [{ ...line, dryRun: true }, line] : [line];

/** Of 12 numbers those that mean a membership of the partner's own. */
const MOSTLY = 10;

/**
 * The memberships that a partner may have: imported, enrolled, upgraded, and those of another that may have been merged
 * into it.
 */
function targetOf({ partner, membership }: PlannedCommand, { partners }: Plan): string {
  const of = (index: number): string[] => (partners[index]?.memberships ?? []).map((_, at) => membershipId(index, at));
  const own = of(partner);
  const others = partners.flatMap((_, index) => (index === partner ? [] : of(index)));
  const begun = [`N-${partner}-0`, `N-${partner}-1`, `G-${partner}-0`];
  const all = membership < MOSTLY ? own : [...begun, ...others];
  return oneOf(all, membership);
}

/** The partner into which that of the command will have been merged by its day. */
function holderOf({ partner, day }: PlannedCommand, { commands, partners }: Plan): number {
  const holders = [0, 1, 2, 3];
  const holder = (index: number): number => (holders[index] === index ? index : holder(holders[index] ?? index));
  const merges = commands.filter((command) => command.what === 'merge' && command.day < day);
  for (const merge of [...merges].sort((a, b) => a.day - b.day)) {
    const [into, from] = [merge.partner, mergedWith(merge)];
    const areThere = partners[into] !== undefined && partners[from] !== undefined;
    if (areThere && holders[into] === into && holders[from] === from) holders[from] = into;
  }
  return holder(partner);
}

const mergedWith = ({ partner, pick }: PlannedCommand): number => (partner + 1 + (pick % 3)) % 4;

export function linesOf(command: PlannedCommand, index: number, plan: Plan): Line[] {
  if (plan.partners[command.partner] === undefined) return [];
  const on = dayAfter(plan.from, command.day);
  const isMoved = command.pick % 4 !== 0;
  // A payment in a window has another day, and may name the partner that has been merged (R-REN-6).
  const partner = isMoved === (command.what !== 'pay-in-window') ? holderOf(command, plan) : command.partner;
  const common = { on, partnerId: partnerId(partner), requestId: `r-${index}` };
  const given = { ...common, membershipId: targetOf(command, plan) };
  return (
    rareLines(command, plan, given) ??
    correctionLines(command, plan, given) ??
    personLines(command, common) ??
    renewalLines(command, plan, given) ??
    partnerLines(command, plan, common) ??
    enrolmentCommand(command, plan, given) ??
    benefitCommand(command, given) ??
    peopleCommand(command, common)
  );
}

export type Given = { on: string; partnerId: string; requestId: string; membershipId: string };

function renewalLines(command: PlannedCommand, plan: Plan, given: Given): Line[] | null {
  const { on, requestId } = given;
  const pay = (paidOn: string, recordedOn = on) => {
    const fallback = command.fallback === null ? {} : { acceptFallback: command.fallback };
    return {
      ...given,
      on: recordedOn,
      command: 'record-payment',
      paidOn,
      reference: `ref-${requestId}`,
      ...fallback,
    };
  };
  switch (command.what) {
    case 'pay':
      return [pay(on)];
    case 'pay-late':
      return [pay(dayAfter(on, -20))];
    case 'early':
      return [pay(dayAfter(on, 3))];
    case 'pay-in-window':
      return payInWindow(command, plan, given, pay);
    case 'resend':
      return resendLines(command, plan, given);
    case 'override': {
      const terms = { ticket: 'T-1', until: dayAfter(on, 30), grantedBy: 'Kim', reason: 'agreed' };
      return [{ ...given, command: 'grant-override', ...terms }];
    }
    default:
      return null;
  }
}

/** The anniversary of the planned membership that is near, or comes in the year. */
export function anniversaryOf({ partner, membership }: PlannedCommand, { partners, from }: Plan): string {
  const planned = oneOf(partners[partner]?.memberships ?? [], membership);
  const years = [0, 1].map((more) => dateIn(Number(from.slice(0, 4)) + more, planned.monthDay));
  return years.find((date) => date >= dayAfter(from, -25)) as string;
}

/**
 * A payment on the first days of a window or just after it, recorded later by the delay; with a review of that day,
 * mostly.
 */
function payInWindow(
  command: PlannedCommand,
  plan: Plan,
  given: Given,
  pay: (paidOn: string, recordedOn: string) => Line,
): Line[] {
  const { pick, delay } = command;
  const paidOn = dayAfter(anniversaryOf(command, plan), 1 + (pick % 32));
  const { on: _on, membershipId: _id, ...common } = given;
  const review = {
    ...common,
    on: paidOn,
    requestId: `${given.requestId}-review`,
    command: 'record-profile-review',
    reviewedOn: paidOn,
    by: 'account-admin',
  };
  const recorded = dayAfter(paidOn, delay);
  return pick % 4 === 0 ? [pay(paidOn, recorded)] : [review, pay(paidOn, recorded)];
}

/** Around an anniversary, mostly after its contacts were set anew; half of them to one of them alone. */
function resendLines(command: PlannedCommand, plan: Plan, given: Given): Line[] {
  const { pick, contacts } = command;
  const { membershipId: _id, ...common } = given;
  const on = dayAfter(anniversaryOf(command, plan), (pick % 80) - 35);
  const to = pick % 2 === 0 ? {} : { to: addressOf(contacts[0]?.address ?? 0, given.partnerId) };
  const set = {
    ...common,
    on: dayAfter(on, -(pick % 3)),
    requestId: `${given.requestId}-contacts`,
    command: 'set-contacts',
    contacts: contacts.map((contact) => contactOf(contact, given.partnerId)),
  };
  const resend = { ...given, on, command: 'resend-notice', ...to, ticket: 'T-5' };
  return pick % 4 === 0 ? [resend] : [set, resend];
}

function partnerLines(command: PlannedCommand, { partners }: Plan, common: Omit<Given, 'membershipId'>): Line[] | null {
  const { what, pick, contacts, partner } = command;
  const { on, partnerId: id } = common;
  switch (what) {
    case 'review': {
      const named = [addressOf(pick % 4, id).toUpperCase(), nameOf(pick % 4, id)];
      const by = oneOf(['global-admin', 'account-admin', 'mpn-admin', ...named], pick >> 4);
      return [{ ...common, command: 'record-profile-review', reviewedOn: dayAfter(on, (pick % 5) - 3), by }];
    }
    case 'contacts':
      return [{ ...common, command: 'set-contacts', contacts: contacts.map((contact) => contactOf(contact, id)) }];
    case 'account-profile':
      return [{ ...common, command: 'record-account-profile', setUpOn: dayAfter(on, (pick % 12) - 9) }];
    case 'listing':
      return [listingCommand(common, id, pick % 3 > 0)];
    case 'merge': {
      const from = mergedWith(command);
      if (partners[from] === undefined) return [];
      const into = partnerId(partner);
      return [{ ...common, partnerId: into, command: 'merge-partners', into, from: partnerId(from) }];
    }
    case 'correct-line':
      return [
        {
          ...common,
          command: 'correct-invoice-line',
          invoiceNumber: invoiceNumber(partner, pick % 6),
          line: '1',
          ...(pick % 2 === 0
            ? { kpiValue: `${pick % 50}` }
            : { documentType: pick % 3 === 0 ? 'invoice' : 'partner-report' }),
        },
      ];
    default:
      return null;
  }
}

function listingCommand(common: object, id: string, isComplete: boolean): Line {
  const shown = {
    displayName: isComplete ? `Anew ${id}` : '',
    country: 'KR',
    url: `https://learn.${domainOf(id)}/new`,
  };
  const attested = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
  return { ...common, command: 'set-listing', ...shown, ...attested };
}
