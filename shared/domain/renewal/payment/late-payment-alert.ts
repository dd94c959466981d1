/** The operators' alert that a payment recorded late has left two packs that are paid (R-MEM-6). */
import type { CivilDate } from '../../core/calendar.ts';
import type { StageRecord } from '../../notices/notice-state.ts';
import type { OperatorAlertContent } from '../../notices/operator-alert.ts';

/** The ledger's key of the alert. */
export const LATE_PAYMENT = 'late-payment';

/** The content of the alert, from the inputs of its record. */
export function latePaymentAlert({ inputs }: StageRecord): OperatorAlertContent['alert'] {
  const { kept, ended, on } = inputs as { kept: string; ended: string; on: CivilDate };
  return { code: 'second-pack', kept, ended, on };
}
