/** Tokens, keys and subscriptions (R-LIC). Each command says whether it is done; otherwise it is refused. */
import { type Day, day } from './dates.ts';
import { isInForce, type Json, type Membership, named, type Partner, type Program, type Token } from './program.ts';

/** R-LIC-1: nothing is done with a benefit but while its membership is in force, on the day that is named and on that of the command. */
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
    issued,
    seats: Number(row.seats ?? 0),
    left: Number(row.activations ?? 0),
    activated: null,
    isReplaced: false,
    isReplacement: false,
    assignment: null,
    uses: [],
  };
}

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
  switch (token.kind) {
    case 'token':
      // Whole and once (R-LIC-2).
      if (token.isReplaced || token.activated !== null || c.tenant === undefined || c.count !== undefined) return false;
      if (c.seats !== undefined && c.seats !== token.seats) return false;
      token.activated = on;
      token.uses.push(on);
      return true;
    case 'mak': {
      // As long as there are some (R-LIC-4).
      const count = c.count ?? 1;
      if (c.tenant !== undefined || c.seats !== undefined || count > token.left) return false;
      token.left -= count;
      token.uses.push(on);
      return true;
    }
    default:
      // By the one person who has it (R-LIC-5).
      if (c.tenant !== undefined || c.seats !== undefined || c.count !== undefined) return false;
      if (token.assignment === null || token.assignment.isActivated || on < token.assignment.on) return false;
      token.assignment.isActivated = true;
      token.uses.push(on);
      return true;
  }
}

export function replace(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const on = c.requestedOn === undefined ? today : day(c.requestedOn);
  if (token?.kind !== 'token' || token.isReplaced || token.isReplacement || token.activated === null) return false;
  if (on < token.activated || on > token.activated + 30 || !isUsable(token.membership, on, today)) return false;
  if (isTaken(program, token.partner, c.newTokenId)) return false;
  token.isReplaced = true;
  const instead = { tokenId: c.newTokenId, kind: 'token', seats: token.seats };
  program.tokens.push({ ...newToken(token.partner, token.membership, instead, on), isReplacement: true });
  return true;
}

export function assign(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const on = c.assignedOn === undefined ? today : day(c.assignedOn);
  if (token?.kind !== 'visual-studio' || on < token.issued || !isUsable(token.membership, on, today)) return false;
  const { assignment } = token;
  if (assignment?.to === c.to) return true;
  // To another person from day 90 on (R-LIC-5).
  if (assignment !== null && on < assignment.on + 90) return false;
  token.assignment = { to: c.to, on, isActivated: false };
  token.uses.push(on);
  return true;
}
