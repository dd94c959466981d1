import type { Decision } from '../core/decision.ts';
import type { Membership } from './membership.ts';

/** The membership after a rule, and the rule's decisions. If it is the same membership, nothing has to be written. */
export type MembershipDecision = { membership: Membership; decisions: Decision[] };
