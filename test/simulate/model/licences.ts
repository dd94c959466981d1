/** Tokens, keys and subscriptions (R-LIC). Each command says whether it is done; otherwise it is refused. */
import { type Day, day } from './dates.ts';
import { isInForce, type Json, type Membership, named, type Partner, type Program, type Token } from './program.ts';

/**
 * R-LIC-1: nothing is done with a benefit but while its membership is in force, on the day that is named and on that of
 * the command.
 */
function isUsable(m: Membership, on: Day, today: Day): boolean {
  return on <= today && on >= day(m.purchased) && isInForce(m, on) && isInForce(m, today);
}

const isTaken = ({ tokens }: Program, partner: Partner, id: string): boolean =>
  tokens.some((token) => token.partner === partner && token.id === id);

export function newToken(partner: Partner, membership: Membership, row: Json, issued: Day): Token {
  return {
    id: row.tokenId,
    partner,
    former: [],
    membership,
    kind: row.kind ?? 'token',
    product: row.product ?? '',
    edition: row.edition ?? '',
    issued,
    issuedBy: row.requestId ?? null,
    seats: Number(row.seats ?? 0),
    granted: Number(row.activations ?? 0),
    activation: null,
    used: [],
    replacedBy: null,
    replaces: null,
    assignments: [],
  };
}

export const leftOf = ({ granted, used }: Token): number => granted - used.reduce((sum, { count }) => sum + count, 0);

/** The days on which a benefit was activated or assigned (R-REN-9). */
export const usesOf = ({ activation, used, assignments }: Token): Day[] =>
  [...(activation === null ? [] : [activation]), ...used, ...assignments].map(({ on }) => on);

export const isSamePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export function issue(program: Program, m: Membership, c: Json, today: Day): boolean {
  const { partner } = m;
  const issued = c.issuedOn === undefined ? today : day(c.issuedOn);
  if (isTaken(program, partner, c.tokenId) || !isUsable(m, issued, today)) return false;
  if (c.kind === 'visual-studio' && c.edition === 'enterprise' && m.offer === 'action-pack') return false;
  program.tokens.push(newToken(partner, m, c, issued));
  return true;
}

export function activate(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const on = c.activatedOn === undefined ? today : day(c.activatedOn);
  if (!token || on < token.issued || !isUsable(token.membership, on, today)) return false;
  const by = c.requestId;
  switch (token.kind) {
    case 'token':
      // Whole and once (R-LIC-2).
      if (token.replacedBy !== null || token.activation !== null) return false;
      if (c.tenant === undefined || c.count !== undefined) return false;
      if (c.seats !== undefined && c.seats !== token.seats) return false;
      token.activation = { on, by, tenant: c.tenant };
      return true;
    case 'mak': {
      // As long as there are some (R-LIC-4).
      const count = c.count ?? 1;
      if (c.tenant !== undefined || c.seats !== undefined || count > leftOf(token)) return false;
      token.used.push({ on, by, count });
      return true;
    }
    default: {
      // By the one person who has it (R-LIC-5).
      if (c.tenant !== undefined || c.seats !== undefined || c.count !== undefined) return false;
      const current = token.assignments.at(-1);
      if (current === undefined || current.activation !== null || on < current.on) return false;
      current.activation = { on, by };
      return true;
    }
  }
}

export function replace(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const on = c.requestedOn === undefined ? today : day(c.requestedOn);
  if (token?.kind !== 'token' || token.replacedBy !== null || token.replaces !== null) return false;
  const { activation } = token;
  if (activation === null || on < activation.on || on > activation.on + 30) return false;
  if (!isUsable(token.membership, on, today) || isTaken(program, token.partner, c.newTokenId)) return false;
  const { kind, product, seats, membership } = token;
  const row = { tokenId: c.newTokenId, kind, product, seats, requestId: c.requestId };
  token.replacedBy = { ...newToken(token.partner, membership, row, on), replaces: token };
  program.tokens.push(token.replacedBy);
  return true;
}

export function assign(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const on = c.assignedOn === undefined ? today : day(c.assignedOn);
  if (token?.kind !== 'visual-studio' || on < token.issued || !isUsable(token.membership, on, today)) return false;
  const current = token.assignments.at(-1);
  if (current !== undefined && isSamePerson(current.to, c.to)) return true;
  // To another person from day 90 on (R-LIC-5).
  if (current !== undefined && on < current.on + 90) return false;
  token.assignments.push({ to: c.to, on, by: c.requestId, activation: null });
  return true;
}
