/** The benefits that end with a membership (R-LIC-6). */
import { activationsLeft, type Benefit, type Benefits, currentAssignment, type Edition } from './benefit.ts';

export type EndingLicence =
  | { kind: 'token'; tokenId: string; product: string; seats: number }
  /** `left`: activations that nobody has used. */
  | { kind: 'mak'; tokenId: string; product: string; left: number }
  /** `to`: the person's address; null: nobody has it. */
  | { kind: 'visual-studio'; tokenId: string; edition: Edition; to: string | null };

/** The benefits of the membership in the order of issue, without replaced tokens, which have ended already. */
export function endingLicences({ entries }: Benefits, membershipId: string): EndingLicence[] {
  const lasting = entries.filter((entry) => entry.kind !== 'token' || entry.replacedBy === null);
  return lasting.filter((entry) => entry.membershipId === membershipId).map(endingOf);
}

function endingOf(benefit: Benefit): EndingLicence {
  const { tokenId } = benefit;
  switch (benefit.kind) {
    case 'token':
      return { kind: benefit.kind, tokenId, product: benefit.product, seats: benefit.seats };
    case 'mak':
      return { kind: benefit.kind, tokenId, product: benefit.product, left: activationsLeft(benefit) };
    case 'visual-studio':
      return { kind: benefit.kind, tokenId, edition: benefit.edition, to: currentAssignment(benefit)?.to ?? null };
  }
}
