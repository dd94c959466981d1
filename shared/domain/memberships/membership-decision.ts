import type { Decision } from '../core/decision.ts';
import type { Membership } from './membership.ts';

/** What a rule makes of a membership, and what it decided on the way. The same membership: there is nothing to write. */
export type MembershipDecision = { membership: Membership; decisions: Decision[] };
