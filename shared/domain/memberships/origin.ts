/** How a membership was created: by an import, an enrolment or an upgrade (R-MEM). */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Terms } from '../offers/terms.ts';

/** The payment of an order. `commandId`: the command that recorded it, by which a repeated command is recognized. */
export type OrderPayment = {
  paidOn: CivilDate;
  recordedOn: CivilDate;
  reference: string;
  commandId: string;
  stamp: Stamp | null;
};

export type Origin =
  | { kind: 'import' }
  /** `reference`: of the order; `fellBackFrom`: the requested terms, if these were not met (R-MEM-4); `payment`: null while it is not paid. */
  | {
      kind: 'order';
      commandId: string;
      orderedOn: CivilDate;
      reference: string | null;
      fellBackFrom: Terms | null;
      payment: OrderPayment | null;
    }
  /** `from`: the silver membership; `reference`: of the payment (R-MEM-5). */
  | { kind: 'upgrade'; commandId: string; from: string; reference: string; discountPercent: number };
