/** How a membership came to be: loaded, enrolled by a command, or by an upgrade (R-MEM). */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Terms } from '../offers/terms.ts';

/** The payment that made an order a membership. `commandId`: of the command that recorded it; harmless if it comes again. */
export type OrderPayment = {
  paidOn: CivilDate;
  recordedOn: CivilDate;
  reference: string;
  commandId: string;
  stamp: Stamp | null;
};

export type Origin =
  | { kind: 'import' }
  /** `reference`: of the order; `fellBackFrom`: the terms that were asked for and not met (R-MEM-4); `payment`: null as long as there is none. */
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
