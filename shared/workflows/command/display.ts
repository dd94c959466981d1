/** What a partner may show on a day (R-MEM-7). */
import type { CivilDate } from '../../domain/calendar.ts';
import type { ProgramConfig } from '../../domain/config.ts';
import { type Displayed, displayed } from '../../domain/display.ts';
import { ProgramError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { listMemberships } from '../kpi-sweep.ts';
import { partnerEvidence } from '../partner-evidence.ts';

/** Null: something of the partner's cannot be read, which its troubles tell. */
export async function displayOf(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  on: CivilDate,
): Promise<Displayed[] | null> {
  try {
    return displayed(await listMemberships(store, partnerId), await partnerEvidence(store, config, partnerId), on);
  } catch (error) {
    if (error instanceof ProgramError && !error.retryable) return null;
    throw error;
  }
}
