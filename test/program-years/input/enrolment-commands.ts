import type { Given, Line } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { addressOf, COMPETENCIES, membershipId as membershipIdOf, oneOf, partnerId } from './ids.ts';
import type { Plan } from './plan.ts';
import type { PlannedCommand } from './planned-commands.ts';

/** Enrolments, orders, their payments and upgrades; null: another command. */
export function enrolmentCommand(command: PlannedCommand, { partners }: Plan, given: Given): Line[] | null {
  const { what, partner, pick, delay, fallback } = command;
  const { on, requestId } = given;
  const membershipId = `N-${partner}-${pick % 2}`;
  const payment = { paidOn: dayAfter(on, -delay), reference: `ref-${requestId}` };
  switch (what) {
    case 'enrol':
    case 'order':
      return [
        {
          ...given,
          command: 'enrol',
          membershipId,
          ...termsOf(pick),
          ...(what === 'enrol' ? payment : {}),
          ...commitmentOf(command, on),
          ...(fallback === null || fallback === 'attained' ? {} : { acceptFallback: fallback }),
        },
      ];
    case 'pay-order':
      return [{ ...given, command: 'record-payment', membershipId, ...payment }];
    case 'upgrade':
      return [
        {
          ...given,
          ...silverOf(command, partners),
          command: 'upgrade-to-gold',
          goldMembershipId: `G-${partner}-${pick % 2}`,
          ...payment,
        },
      ];
    default:
      return null;
  }
}

/** Mostly one of that day, by an admin; now and then none, or one to come. */
function commitmentOf({ pick, partner }: PlannedCommand, on: string): Line {
  const day = oneOf([on, on, dayAfter(on, -(pick % 30)), dayAfter(on, 1), null], pick >> 7);
  return day === null ? {} : { commitment: { by: addressOf(pick % 4, partnerId(partner)), on: day } };
}

/** Mostly a silver membership, if the partner has one. */
function silverOf({ partner, membership, pick }: PlannedCommand, partners: Plan['partners']): Line {
  const own = partners[partner]?.memberships ?? [];
  const silver = own.flatMap(({ offer, level }, at) => (offer === 'competency' && level === 'silver' ? [at] : []));
  return silver.length === 0 || pick % 4 === 0
    ? {}
    : { membershipId: membershipIdOf(partner, oneOf(silver, membership)) };
}

function termsOf(pick: number): Line {
  const offer = oneOf(['action-pack', 'learning-action-pack', 'competency', 'competency', 'competency'], pick >> 1);
  if (offer !== 'competency') return { offer };
  const level = oneOf(['silver', 'gold'], pick >> 3);
  return { offer, competency: oneOf(COMPETENCIES, pick >> 4), level, learningOption: (pick >> 5) % 2 === 0 };
}
