/**
 * What was recorded of a benefit by mistake is taken back: its last step of a kind, on which no other rests (R-OPS-1).
 */
import { day } from '../dates.ts';
import { type Json, named, type Partner, type Program, type Token } from '../program.ts';

/** The request of the step that is taken back, null for an imported one; undefined: it cannot be. */
type Reversed = string | null | undefined;

/** @returns whether it is done; otherwise it is refused */
export function reverseToken(program: Program, partner: Partner, c: Json): boolean {
  const token = named(program.tokens, partner, c.tokenId);
  const isOfKey = token?.kind === 'mak' && c.step === 'activation';
  if (!token || (!isOfKey && (c.activatedOn !== undefined || c.count !== undefined))) return false;
  const by = STEPS[c.step]?.(program, token, c);
  if (by === undefined) return false;
  if (by !== null) program.takenBack.add(by);
  return true;
}

const STEPS: Record<string, (program: Program, token: Token, c: Json) => Reversed> = {
  issue: (program, token) => {
    const { activation, used, assignments, replacedBy, replaces, issuedBy } = token;
    const isUsed = activation !== null || used.length > 0 || assignments.length > 0;
    if (isUsed || replacedBy !== null || replaces !== null) return undefined;
    remove(program, token);
    return issuedBy;
  },
  activation: (_program, token, c) => {
    switch (token.kind) {
      case 'token': {
        const { activation, replacedBy } = token;
        if (activation === null || replacedBy !== null) return undefined;
        token.activation = null;
        return activation.by;
      }
      case 'mak': {
        const isMeant = ({ on, count }: Token['used'][number]): boolean =>
          (c.activatedOn === undefined || on === day(c.activatedOn)) && (c.count === undefined || c.count === count);
        const use = token.used.findLast(isMeant);
        token.used = token.used.filter((each) => each !== use);
        return use?.by;
      }
      default: {
        const current = token.assignments.at(-1);
        if (!current?.activation) return undefined;
        const { by } = current.activation;
        current.activation = null;
        return by;
      }
    }
  },
  replacement: (program, token) => {
    const { replacedBy } = token;
    if (replacedBy === null || replacedBy.activation !== null) return undefined;
    token.replacedBy = null;
    remove(program, replacedBy);
    return replacedBy.issuedBy;
  },
  assignment: (_program, { assignments }) => {
    const current = assignments.at(-1);
    if (current === undefined || current.activation !== null) return undefined;
    assignments.pop();
    return current.by;
  },
};

function remove(program: Program, token: Token): void {
  program.tokens = program.tokens.filter((each) => each !== token);
}
