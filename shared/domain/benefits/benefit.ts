/**
 * The benefits of memberships: tokens, keys and subscriptions (R-LIC). All benefits of a partner are one item, changed
 * in one conditional write.
 */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';

/** Editions of a Visual Studio subscription (R-LIC-5). */
export const EDITIONS = ['professional', 'enterprise'] as const;
export type Edition = (typeof EDITIONS)[number];

export const BENEFIT_KINDS = ['token', 'mak', 'visual-studio'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** The command that made a change: by it a repeated command is recognized. Null: imported. */
type CommandId = string | null;

/** What names a benefit. */
export type BenefitName = { partnerId: string; tokenId: string };

/** The fields of every kind of benefit. A benefit lasts as long as its membership (R-LIC-1). */
type GrantedBenefit = {
  /** Unique within the partner. */
  tokenId: string;
  membershipId: string;
  issuedOn: CivilDate;
  /** The day of the command or import. */
  recordedOn: CivilDate;
  commandId: CommandId;
  /** The import that brought it; none if a command issued it. */
  stamp?: Stamp | undefined;
  /** Its names before merges, the earliest first (R-MRG-5); none if it was never moved. */
  formerIds?: BenefitName[] | undefined;
};

/** A number of seats, used whole (R-LIC-2). */
export type Token = GrantedBenefit & {
  kind: 'token';
  product: string;
  seats: number;
  activation: { on: CivilDate; tenant: string; commandId: CommandId } | null;
  /** The token that this one replaces; a replacement cannot be replaced again (R-LIC-3). */
  replaces: string | null;
  /** The token that replaced this one, which has ended. */
  replacedBy: string | null;
};

/** A multiple activation key (R-LIC-4). */
export type MultipleActivationKey = GrantedBenefit & {
  kind: 'mak';
  product: string;
  /** How many were granted. */
  activations: number;
  /** Those used up, the earliest first. */
  used: Use[];
};
export type Use = { on: CivilDate; count: number; commandId: CommandId };

/** A subscription for one person at a time, the last one assigned (R-LIC-5). */
export type VisualStudio = GrantedBenefit & { kind: 'visual-studio'; edition: Edition; assignments: Assignment[] };
export type Assignment = {
  /** The person's address. */
  to: string;
  on: CivilDate;
  commandId: CommandId;
  activation: { on: CivilDate; commandId: CommandId } | null;
};

export type Benefit = Token | MultipleActivationKey | VisualStudio;

/** What happens to a benefit, and can be taken back (R-OPS-1). */
export const BENEFIT_STEPS = ['issue', 'activation', 'replacement', 'assignment'] as const;
export type BenefitStep = (typeof BENEFIT_STEPS)[number];

/** A step that was recorded by mistake and taken back: nothing counts it any more (R-OPS-1). */
export type BenefitReversal = {
  tokenId: string;
  membershipId: string;
  step: BenefitStep;
  /** In words, with its day. */
  what: string;
  /** The day on which it was taken back, and the command that did. */
  on: CivilDate;
  commandId: string;
  ticket: string;
  /**
   * The command that had recorded the step; null: an import, or early activations of a key of which only the sum is
   * kept.
   */
  recordedBy: CommandId;
  /** The benefit, where its issue was taken back. */
  issued?: Benefit | undefined;
};

/** `reversals`: the earliest first; none if nothing was taken back. */
export type Benefits = { partnerId: string; entries: Benefit[]; reversals?: BenefitReversal[] | undefined };

/** Benefits of one partner. */
export const MAX_BENEFITS = 1_000;

export const emptyBenefits = (partnerId: string): Benefits => ({ partnerId, entries: [] });

export function findBenefit(benefits: Benefits, tokenId: string): Benefit | null {
  return benefits.entries.find((entry) => entry.tokenId === tokenId) ?? null;
}

/** Activations that are left of a key. */
export function activationsLeft({ activations, used }: MultipleActivationKey): number {
  return activations - used.reduce((sum, { count }) => sum + count, 0);
}

/** The assignment in effect; null: assigned to nobody. */
export function currentAssignment({ assignments }: VisualStudio): Assignment | null {
  return assignments.at(-1) ?? null;
}

/** The benefits, with other ids of their memberships. */
export function withMembershipIds(
  { entries, reversals, ...benefits }: Benefits,
  idOf: (id: string) => string,
): Benefits {
  const named = <Named extends { membershipId: string }>(item: Named): Named => ({
    ...item,
    membershipId: idOf(item.membershipId),
  });
  const renamed = { ...benefits, entries: entries.map(named) };
  if (reversals === undefined) return renamed;
  const reversal = ({ issued, ...rest }: BenefitReversal) => ({
    ...named(rest),
    ...(issued && { issued: named(issued) }),
  });
  return { ...renamed, reversals: reversals.map(reversal) };
}
