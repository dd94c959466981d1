import type { Given, Line } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { KIM, oneOf } from './ids.ts';
import type { PlannedCommand } from './planned-commands.ts';

const SEATS = 25;
const ACTIVATIONS = 5;
const KINDS = ['token', 'mak', 'visual-studio'] as const;

/** Tokens, keys and subscriptions; null: another command. Which kind a benefit is stands in its id. */
export function benefitCommand(command: PlannedCommand, given: Given): Line[] | null {
  const { what, partner, pick } = command;
  const { membershipId, ...common } = given;
  // Now and then one that belongs to another partner, which may have been merged.
  const owner = pick % 5 === 0 ? (partner + 1) % 4 : partner;
  const kind = oneOf(KINDS, pick >> 2);
  const tokenId = `${kind}-${owner}`;
  const day = oneOf([undefined, undefined, dayAfter(given.on, -(pick % 40)), dayAfter(given.on, 1)], pick >> 5);
  switch (what) {
    case 'issue':
      return [
        { ...common, command: 'issue-token', membershipId, tokenId, ...grantOf(kind, pick), ...dated('issuedOn', day) },
        ...usesOf(command, kind, { ...common, tokenId }),
      ];
    case 'activate':
      return [{ ...common, command: 'activate-token', tokenId, ...useOf(kind, pick), ...dated('activatedOn', day) }];
    case 'replace': {
      const newTokenId = `token-${owner}-instead`;
      return [
        {
          ...common,
          command: 'replace-token',
          tokenId: `token-${owner}`,
          newTokenId,
          cause: 'wrong-tenant',
          ...dated('requestedOn', day),
        },
      ];
    }
    case 'assign': {
      const to = oneOf([KIM, 'KIM@x.example', 'lee@x.example'], pick);
      return [
        {
          ...common,
          command: 'assign-subscription',
          tokenId: `visual-studio-${owner}`,
          to,
          ...dated('assignedOn', day),
        },
      ];
    }
    case 'list-benefits':
      return [{ ...common, command: 'list-benefits', ...(pick % 3 === 0 ? {} : { membershipId }) }];
    default:
      return null;
  }
}

/** What is issued is used some days later, now and then at once. */
function usesOf(
  { pick, delay }: PlannedCommand,
  kind: (typeof KINDS)[number],
  given: Omit<Given, 'membershipId'> & Line,
) {
  const on = dayAfter(given.on, oneOf([0, 3, 40, delay], pick >> 4));
  const later = (name: string): Line => ({ ...given, on, requestId: `${given.requestId}-${name}` });
  const assigned = { ...later('to'), command: 'assign-subscription', to: KIM };
  const activated = { ...later('use'), command: 'activate-token', ...useOf(kind, 0) };
  const uses = kind === 'visual-studio' ? [assigned, activated] : [activated];
  const newTokenId = `${given.tokenId}-instead`;
  const replaced = { ...later('new'), command: 'replace-token', newTokenId, cause: 'seats-added' };
  const isReplaced = kind === 'token' && (pick >> 9) % 2 === 0;
  return [...uses, ...(isReplaced ? [replaced] : []), ...takenBack(pick, kind, { ...given, on }, activated)];
}

/** The steps of each kind, the last one first. */
const STEPS: Record<(typeof KINDS)[number], string[]> = {
  token: ['replacement', 'activation', 'issue'],
  mak: ['activation', 'issue'],
  'visual-studio': ['activation', 'assignment', 'issue'],
};

/**
 * Of half of them some steps are taken back, a day after the other; then the same request comes again, or another
 * (R-OPS-1).
 */
function takenBack(pick: number, kind: (typeof KINDS)[number], given: Line & { on: string }, activated: Line): Line[] {
  if ((pick >> 8) % 2 === 0) return [];
  const { on, requestId, ...names } = given;
  const steps = STEPS[kind].slice(0, 1 + ((pick >> 10) % 3));
  const reversals = steps.map((step, index) => ({
    ...names,
    on: dayAfter(on, index + oneOf([0, 1, 31], pick >> 5)),
    requestId: `${requestId}-${step}`,
    command: 'reverse-token',
    step,
    ticket: 'T-3',
    reason: 'recorded wrongly',
  }));
  const again = { ...activated, on: dayAfter(on, 35) };
  return [...reversals, again, { ...again, requestId: `${requestId}-anew` }];
}

const dated = (name: string, day: string | undefined): Line => (day === undefined ? {} : { [name]: day });

function grantOf(kind: (typeof KINDS)[number], pick: number): Line {
  switch (kind) {
    case 'token':
      return {
        kind,
        product: oneOf(['Windows Server 2022', 'Azure', 'Microsoft Office', 'Windows'], pick >> 3),
        seats: SEATS,
      };
    case 'mak':
      return {
        kind,
        product: oneOf(['Office Professional', 'Officeware', 'microsoft windows 11', 'Visio'], pick >> 3),
        activations: ACTIVATIONS,
      };
    case 'visual-studio':
      return { kind, edition: oneOf(['professional', 'enterprise'], pick >> 3) };
  }
}

/** Mostly as the kind is used. */
function useOf(kind: (typeof KINDS)[number], pick: number): Line {
  switch (kind) {
    case 'token':
      return oneOf<Line>(
        [{ tenant: 'x.example' }, { tenant: 'x.example', seats: SEATS }, { tenant: 'x.example', seats: 5 }, {}],
        pick >> 6,
      );
    case 'mak':
      return oneOf<Line>([{}, { count: 3 }, { count: 2 }, { tenant: 'x.example' }], pick >> 6);
    case 'visual-studio':
      return oneOf<Line>([{}, {}, {}, { seats: 1 }], pick >> 6);
  }
}
