/** The outcome of a command about benefits, and the refusals that these commands share. */

import type { CivilDate } from '../core/calendar.ts';
import { windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { jsonBytes } from '../core/json-bytes.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { type Benefit, type Benefits, MAX_BENEFITS } from './benefit.ts';

/**
 * `asOf`: the day of the command. `commandId`: the same however often it is sent. `membership`: the benefit's; null:
 * there is none.
 */
export type BenefitCall = { asOf: CivilDate; commandId: string; membership: Membership | null };

export type BenefitsOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `benefits`: the ones given, where nothing is to be written: it was done before. */
  | { outcome: 'done'; benefits: Benefits; rule: string; reason: string; inputs: Record<string, unknown> };

export const refuse = (rule: string, reason: string, inputs: Record<string, unknown>): BenefitsOutcome => ({
  outcome: 'refused',
  refusal: { rule, reason, inputs },
});

/**
 * UTF-8 bytes of a partner's benefits as JSON, which is longer than what DynamoDB counts: an item has at most 400 KB.
 */
const MAX_BYTES = 350_000;

/**
 * The benefits with the entries replaced or added. Refused if there is no room: all benefits of a partner are stored in
 * one item.
 */
export function replaceEntries(
  benefits: Benefits,
  entries: readonly Benefit[],
  { rule, reason, inputs }: { rule: string; reason: string; inputs: Record<string, unknown> },
): BenefitsOutcome {
  const byId = new Map([...benefits.entries, ...entries].map((entry) => [entry.tokenId, entry]));
  return changed({ ...benefits, entries: [...byId.values()] }, { rule, reason, inputs });
}

/** The benefits as a command leaves them. Refused if there is no room for them. */
export function changed(
  benefits: Benefits,
  answer: { rule: string; reason: string; inputs: Record<string, unknown> },
): BenefitsOutcome {
  const error = capacityError(benefits);
  return error === null ? { outcome: 'done', benefits, ...answer } : refuse('R-LIC-1', error, answer.inputs);
}

/** UTF-8 bytes of what is stored of a partner's benefits. */
export const benefitsBytes = ({ entries, reversals = [] }: Benefits): number =>
  jsonBytes(entries) + (reversals.length === 0 ? 0 : jsonBytes(reversals));

/** Why the benefits cannot be stored; null: they can. `bytes`: their size, if the caller has it already. */
export function capacityError(benefits: Benefits, bytes = benefitsBytes(benefits)): string | null {
  const { partnerId, entries } = benefits;
  if (entries.length > MAX_BENEFITS) return `${partnerId} has ${MAX_BENEFITS} benefits already: no more can be kept`;
  return bytes > MAX_BYTES ? `the benefits of ${partnerId} are too long to be kept (${bytes} bytes)` : null;
}

/** Refuses a day on which a command about a benefit cannot take effect: see `dateRefusal` and `inForceRefusal`. */
export function timeRefusal(
  rule: string,
  on: CivilDate,
  notBefore: { day: CivilDate; what: string } | null,
  call: BenefitCall,
): BenefitsOutcome | null {
  return dateRefusal(rule, on, notBefore, call) ?? inForceRefusal(call.membership, on, call);
}

/**
 * Refuses a command about a benefit whose membership is not in force (R-LIC-1). It has to be in force, the window
 * included, both on the day that the command names and on the day of the command: a benefit that has ended does not
 * come back.
 */
export function inForceRefusal(
  membership: Membership | null,
  on: CivilDate,
  { asOf }: Pick<BenefitCall, 'asOf'>,
): BenefitsOutcome | null {
  if (membership === null) return refuse('R-LIC-1', 'its membership is not there', { on });
  const { membershipId, status, purchasedOn } = membership;
  const { closes } = windowOf(anniversary(membership));
  const day = [on, asOf].find((date) => date < purchasedOn || !isInForce(membership, date));
  if (day === undefined) return null;
  const state = status.name === 'active' ? `from ${purchasedOn} to ${closes}` : `it is ${status.name}`;
  const inputs = { membershipId, on, asOf, status: status.name, purchasedOn, windowCloses: closes };
  return refuse('R-LIC-1', `${membershipId} is not in force on ${day} (${state}), and its benefits neither`, inputs);
}

/** Refuses a day that lies after the day of the command, or before the event on which the command depends. */
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
