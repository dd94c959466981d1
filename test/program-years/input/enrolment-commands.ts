import type { Given, Line } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { COMPETENCIES, oneOf } from './ids.ts';
import type { PlannedCommand } from './planned-commands.ts';

/** Enrolments, orders, their payments and upgrades; null: another command. */
export function enrolmentCommand(command: PlannedCommand, given: Given): Line[] | null {
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
          ...(fallback === null || fallback === 'attained' ? {} : { acceptFallback: fallback }),
        },
      ];
    case 'pay-order':
      return [{ ...given, command: 'record-payment', membershipId, ...payment }];
    case 'upgrade':
      return [{ ...given, command: 'upgrade-to-gold', goldMembershipId: `G-${partner}-${pick % 2}`, ...payment }];
    default:
      return null;
  }
}

function termsOf(pick: number): Line {
  const offer = oneOf(['action-pack', 'learning-action-pack', 'competency', 'competency', 'competency'], pick >> 1);
  if (offer !== 'competency') return { offer };
  const level = oneOf(['silver', 'gold'], pick >> 3);
  return { offer, competency: oneOf(COMPETENCIES, pick >> 4), level, learningOption: (pick >> 5) % 2 === 0 };
}
