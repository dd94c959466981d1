/** What a membership brings with it: tokens, keys and subscriptions (R-LIC). One aggregate per partner, changed in one conditional write. */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';

/** Of a Visual Studio subscription (R-LIC-5). */
export const EDITIONS = ['professional', 'enterprise'] as const;
export type Edition = (typeof EDITIONS)[number];

export const BENEFIT_KINDS = ['token', 'mak', 'visual-studio'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** The command that made a change: makes sending it again harmless. Null: it was imported so. */
type By = string | null;

/** What every benefit says, whatever its kind. How long it lasts is said by its membership alone (R-LIC-1). */
type Granted = {
  /** Unique within the partner. */
  tokenId: string;
  membershipId: string;
  issuedOn: CivilDate;
  /** The day of the command or import. */
  recordedOn: CivilDate;
  commandId: By;
  /** The import that brought it; none if a command issued it. */
  stamp?: Stamp | undefined;
};

/** A number of seats, used whole (R-LIC-2). */
export type Token = Granted & {
  kind: 'token';
  product: string;
  seats: number;
  activation: { on: CivilDate; tenant: string; commandId: By } | null;
  /** The token in whose place it is: it cannot be replaced again (R-LIC-3). */
  replaces: string | null;
  /** The token in its place: it has ended. */
  replacedBy: string | null;
};

/** A multiple activation key (R-LIC-4). */
export type MultipleActivationKey = Granted & {
  kind: 'mak';
  product: string;
  /** How many were granted. */
  activations: number;
  /** Those used up, the earliest first. */
  used: Use[];
};
export type Use = { on: CivilDate; count: number; commandId: By };

/** A subscription for one person at a time, the last one assigned (R-LIC-5). */
export type VisualStudio = Granted & { kind: 'visual-studio'; edition: Edition; assignments: Assignment[] };
export type Assignment = {
  /** The person's address. */
  to: string;
  on: CivilDate;
  commandId: By;
  activation: { on: CivilDate; commandId: By } | null;
};

export type Benefit = Token | MultipleActivationKey | VisualStudio;

export type Benefits = { partnerId: string; entries: Benefit[] };

/** Entries of a partner. */
export const MAX_BENEFITS = 1_000;

export const emptyBenefits = (partnerId: string): Benefits => ({ partnerId, entries: [] });

export function findBenefit(benefits: Benefits, tokenId: string): Benefit | null {
  return benefits.entries.find((entry) => entry.tokenId === tokenId) ?? null;
}

/** Activations that are left of a key. */
export function activationsLeft({ activations, used }: MultipleActivationKey): number {
  return activations - used.reduce((sum, { count }) => sum + count, 0);
}

/** Whose it is now; null: nobody's. */
export function currentAssignment({ assignments }: VisualStudio): Assignment | null {
  return assignments.at(-1) ?? null;
}
