/** What becomes of a command about benefits, and what all of them ask first. */

import type { CivilDate } from '../core/calendar.ts';
import { windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { type Benefit, type Benefits, MAX_BENEFITS } from './benefit.ts';

/** `asOf`: the day of the command. `commandId`: the same however often it is sent. `membership`: the benefit's; null: there is none. */
export type BenefitCall = { asOf: CivilDate; commandId: string; membership: Membership | null };

export type BenefitsOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `benefits`: the ones given, where nothing is to be written: it was done before. */
  | { outcome: 'done'; benefits: Benefits; rule: string; reason: string; inputs: Record<string, unknown> };

export const refuse = (rule: string, reason: string, inputs: Record<string, unknown>): BenefitsOutcome => ({
  outcome: 'refused',
  refusal: { rule, reason, inputs },
});

/** UTF-8 bytes of a partner's benefits as JSON, which is longer than what DynamoDB counts: an item has at most 400 KB. */
const MAX_BYTES = 350_000;

/** The entry put in its place, or behind the others. Refused where there is no room: every benefit of a partner lies in one item. */
export function replaceEntries(
  benefits: Benefits,
  entries: readonly Benefit[],
  { rule, reason, inputs }: { rule: string; reason: string; inputs: Record<string, unknown> },
): BenefitsOutcome {
  const byId = new Map([...benefits.entries, ...entries].map((entry) => [entry.tokenId, entry]));
  const next = { ...benefits, entries: [...byId.values()] };
  const room = capacityError(next);
  if (room !== null) return refuse('R-LIC-1', room, inputs);
  return { outcome: 'done', benefits: next, rule, reason, inputs };
}

/** Why there is no room for these entries; null: there is. `bytes`: those of the entries, where they are known. */
export function capacityError({ partnerId, entries }: Benefits, bytes = bytesOf(entries)): string | null {
  if (entries.length > MAX_BENEFITS) return `${partnerId} has ${MAX_BENEFITS} benefits already: no more can be kept`;
  return bytes > MAX_BYTES ? `the benefits of ${partnerId} are too long to be kept (${bytes} bytes)` : null;
}

export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/**
 * A benefit lasts as long as its membership is in force, the window included (R-LIC-1): on the day that the command speaks of, and on
 * that of the command, for what has ended is never taken up again.
 */
export function inForceRefusal(
  membership: Membership | null,
  on: CivilDate,
  { asOf }: Pick<BenefitCall, 'asOf'>,
): BenefitsOutcome | null {
  if (membership === null) return refuse('R-LIC-1', 'its membership is not there', { on });
  const { membershipId, status, purchasedOn } = membership;
  const { closes } = windowOf(anniversary(membership));
  const day = [on, asOf].find((each) => each < purchasedOn || !isInForce(membership, each));
  if (day === undefined) return null;
  const said = status.name === 'active' ? `from ${purchasedOn} to ${closes}` : `it is ${status.name}`;
  const inputs = { membershipId, on, asOf, status: status.name, purchasedOn, windowCloses: closes };
  return refuse('R-LIC-1', `${membershipId} is not in force on ${day} (${said}), and its benefits neither`, inputs);
}

/** A day given with a command: not after that of the command, and not before what it builds on. */
export function dateRefusal(
  rule: string,
  on: CivilDate,
  notBefore: { day: CivilDate; what: string } | null,
  { asOf }: Pick<BenefitCall, 'asOf'>,
): BenefitsOutcome | null {
  if (on > asOf) return refuse(rule, `${on} lies after ${asOf}, the day of the command`, { on, asOf });
  if (notBefore === null || on >= notBefore.day) return null;
  const { day, what } = notBefore;
  return refuse(rule, `${on} lies before ${day}, the day on which ${what}`, { on, notBefore: day });
}
