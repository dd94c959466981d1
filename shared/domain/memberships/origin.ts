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

/** The commitment to the performance requirements of the program year (R-MEM-11). `by`: as given. */
export type Commitment = { by: string; on: CivilDate };

export type Origin =
  | { kind: 'import' }
  /**
   * `reference`: of the order; `fellBackFrom`: the requested terms, if these were not met (R-MEM-4); `commitment`: null
   * where none was given; `discountPercent`: on an Action Pack (R-MEM-12); `payment`: null while it is not paid.
   */
  | {
      kind: 'order';
      commandId: string;
      orderedOn: CivilDate;
      reference: string | null;
      fellBackFrom: Terms | null;
      commitment: Commitment | null;
      discountPercent: number;
      payment: OrderPayment | null;
    }
  /** `from`: the silver membership; `reference`: of the payment (R-MEM-5). */
  | { kind: 'upgrade'; commandId: string; from: string; reference: string; discountPercent: number };
