/** What is left of a benefit, what it was used for, and when it ends (R-LIC-8). */
import { addDays, type CivilDate } from '../core/calendar.ts';
import type { Membership } from '../memberships/membership.ts';
import { isInForce, lastDayInForce } from '../memberships/status.ts';
import { type ActivatedProducts, needsKey } from './activated-products.ts';
import { REASSIGNMENT_DAYS } from './assign-subscription.ts';
import { activationsLeft, type Benefit, type Benefits, currentAssignment, type Edition } from './benefit.ts';

/** `ended`: its membership is not in force. `replaced`: another token is in its place. */
type State = 'in-force' | 'ended' | 'replaced';

type CommonStatus = {
  tokenId: string;
  membershipId: string;
  issuedOn: CivilDate;
  state: State;
  /**
   * The first day on which it is gone: of a token that was replaced, the day of its replacement; of any other, if the
   * membership is not renewed, or was not; null: the membership is not there.
   */
  endsOn: CivilDate | null;
};

export type BenefitStatus = CommonStatus &
  (
    | {
        kind: 'token';
        product: string;
        needsKey: boolean;
        seats: number;
        /** All seats or none: a token is used whole (R-LIC-2). */
        seatsLeft: number;
        replacedBy: string | null;
        usedFor: { on: CivilDate; tenant: string }[];
      }
    | {
        kind: 'mak';
        product: string;
        needsKey: boolean;
        activations: number;
        activationsLeft: number;
        usedFor: { on: CivilDate; count: number }[];
      }
    | {
        kind: 'visual-studio';
        edition: Edition;
        /** 1 if it can be assigned to another person on the day, else 0 (R-LIC-5). */
        assignmentsLeft: number;
        /** The first day on which it can be assigned to another person; null: on any day, or never again. */
        assignableFrom: CivilDate | null;
        usedFor: { on: CivilDate; to: string; activatedOn: CivilDate | null }[];
      }
  );

/** The status of each benefit on a day, in the order of issue. Nothing is left of one that has ended. */
export function benefitStatuses(
  { entries }: Benefits,
  memberships: readonly Membership[],
  asOf: CivilDate,
  config: ActivatedProducts,
): BenefitStatus[] {
  return entries.map((benefit) => {
    const membership = memberships.find(({ membershipId }) => membershipId === benefit.membershipId) ?? null;
    const replacement = entries.find((each) => benefit.kind === 'token' && each.tokenId === benefit.replacedBy) ?? null;
    return statusOf(benefit, commonStatus(benefit, { membership, replacement }, asOf), asOf, config);
  });
}

type Around = { membership: Membership | null; replacement: Benefit | null };

function commonStatus(benefit: Benefit, { membership, replacement }: Around, asOf: CivilDate): CommonStatus {
  const { tokenId, membershipId, issuedOn } = benefit;
  const isOver = membership === null || !isInForce(membership, asOf);
  const isReplaced = benefit.kind === 'token' && benefit.replacedBy !== null;
  const state = isOver ? 'ended' : isReplaced ? 'replaced' : 'in-force';
  const endsOn = replacement?.issuedOn ?? (membership === null ? null : endOf(membership));
  return { tokenId, membershipId, issuedOn, state, endsOn };
}

function endOf(membership: Membership): CivilDate {
  const { status } = membership;
  if (status.name === 'expired') return status.expiredOn;
  return status.name === 'superseded' ? status.on : addDays(lastDayInForce(membership), 1);
}

function statusOf(benefit: Benefit, common: CommonStatus, asOf: CivilDate, config: ActivatedProducts): BenefitStatus {
  const isUsable = common.state === 'in-force';
  switch (benefit.kind) {
    case 'token': {
      const { kind, product, seats, activation, replacedBy } = benefit;
      const seatsLeft = isUsable && activation === null ? seats : 0;
      const usedFor = activation === null ? [] : [{ on: activation.on, tenant: activation.tenant }];
      return { ...common, kind, product, needsKey: needsKey(product, config), seats, seatsLeft, replacedBy, usedFor };
    }
    case 'mak': {
      const { kind, product, activations, used } = benefit;
      const left = isUsable ? activationsLeft(benefit) : 0;
      const usedFor = used.map(({ on, count }) => ({ on, count }));
      const granted = { kind, product, needsKey: needsKey(product, config), activations };
      return { ...common, ...granted, activationsLeft: left, usedFor };
    }
    case 'visual-studio': {
      const { kind, edition, assignments } = benefit;
      const current = currentAssignment(benefit);
      const assignableFrom = current === null || !isUsable ? null : addDays(current.on, REASSIGNMENT_DAYS);
      const isAssignable = isUsable && (assignableFrom === null || assignableFrom <= asOf);
      const usedFor = assignments.map(({ on, to, activation }) => ({ on, to, activatedOn: activation?.on ?? null }));
      return { ...common, kind, edition, assignmentsLeft: isAssignable ? 1 : 0, assignableFrom, usedFor };
    }
  }
}
