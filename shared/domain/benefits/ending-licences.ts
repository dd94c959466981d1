/** The benefits that end with a membership (R-LIC-6). */
import { type ActivatedProducts, needsKey } from './activated-products.ts';
import { activationsLeft, type Benefit, type Benefits, currentAssignment, type Edition } from './benefit.ts';

/** `needsKey`: the product takes a product key and an activation (R-LIC-7). */
export type EndingLicence =
  | { kind: 'token'; tokenId: string; product: string; needsKey: boolean; seats: number }
  /** `left`: activations that nobody has used. */
  | { kind: 'mak'; tokenId: string; product: string; needsKey: boolean; left: number }
  /** `to`: the person's address; null: nobody has it. */
  | { kind: 'visual-studio'; tokenId: string; edition: Edition; to: string | null };

/** The benefits of the membership in the order of issue, without replaced tokens, which have ended already. */
export function endingLicences(
  { entries }: Benefits,
  membershipId: string,
  config: ActivatedProducts,
): EndingLicence[] {
  const lasting = entries.filter((entry) => entry.kind !== 'token' || entry.replacedBy === null);
  return lasting.filter((entry) => entry.membershipId === membershipId).map((entry) => endingOf(entry, config));
}

function endingOf(benefit: Benefit, config: ActivatedProducts): EndingLicence {
  const { tokenId } = benefit;
  switch (benefit.kind) {
    case 'token':
      return {
        kind: benefit.kind,
        tokenId,
        product: benefit.product,
        needsKey: needsKey(benefit.product, config),
        seats: benefit.seats,
      };
    case 'mak':
      return {
        kind: benefit.kind,
        tokenId,
        product: benefit.product,
        needsKey: needsKey(benefit.product, config),
        left: activationsLeft(benefit),
      };
    case 'visual-studio':
      return { kind: benefit.kind, tokenId, edition: benefit.edition, to: currentAssignment(benefit)?.to ?? null };
  }
}
