/** What operators tell the program about benefits (R-LIC). */
import type { CivilDate } from '../core/calendar.ts';
import type { NamedCommand } from '../core/named-command.ts';
import type { BenefitKind, BenefitStep, Edition } from './benefit.ts';

/**
 * Grants a benefit of a membership (R-LIC-1): a token has a product and seats, a `mak` a product and activations, a
 * `visual-studio` subscription an edition. `issuedOn`: the day of the command unless given.
 */
export type IssueToken = NamedCommand<
  'issue-token',
  {
    membershipId: string;
    tokenId: string;
    kind: BenefitKind;
    product?: string;
    seats?: number;
    activations?: number;
    edition?: Edition;
    issuedOn?: CivilDate;
  }
>;

/**
 * Records an activation (R-LIC-2, R-LIC-4, R-LIC-5). A token needs its `tenant`, and may say its `seats`: all of them;
 * `count`: activations of a key, 1 unless given. `activatedOn`: the day of the command unless given.
 */
export type ActivateToken = NamedCommand<
  'activate-token',
  { tokenId: string; activatedOn?: CivilDate; tenant?: string; seats?: number; count?: number }
>;

/** Why a token can be replaced (R-LIC-3): activated on the wrong tenant, or seats added where it was to be extended. */
export const REPLACEMENT_CAUSES = ['wrong-tenant', 'seats-added'] as const;

/** Puts a new token in the place of one (R-LIC-3). `requestedOn`: the day of the command unless given. */
export type ReplaceToken = NamedCommand<
  'replace-token',
  { tokenId: string; newTokenId: string; cause: (typeof REPLACEMENT_CAUSES)[number]; requestedOn?: CivilDate }
>;

/** Assigns a Visual Studio subscription to a person (R-LIC-5). `assignedOn`: the day of the command unless given. */
export type AssignSubscription = NamedCommand<
  'assign-subscription',
  { tokenId: string; to: string; assignedOn?: CivilDate }
>;

/**
 * Takes back what was recorded of a benefit by mistake: its last step of a kind (R-OPS-1). `activatedOn`, `count`: of a
 * key, which of its activations. `ticket`, `reason`: the request for it, and what was wrong.
 */
export type ReverseToken = NamedCommand<
  'reverse-token',
  { tokenId: string; step: BenefitStep; activatedOn?: CivilDate; count?: number; ticket: string; reason: string }
>;
