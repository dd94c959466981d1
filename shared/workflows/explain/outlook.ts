/** How a partner stands on a day, beside the decisions that were taken: what it may show, and which renewals will be at risk. */

import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import { type Displayed, displayed } from '../../domain/eligibility/display.ts';
import type { Evidence } from '../../domain/eligibility/eligibility.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { type Forecast, forecastOf } from '../../domain/renewal/forecast.ts';
import { ProgramError } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { listMemberships } from '../reads/memberships.ts';
import { partnerEvidence } from '../reads/partner-evidence.ts';

export type Foreseen = Forecast & { membershipId: string; cycle: number };
/** `display`: R-MEM-7. `forecasts`: of the memberships whose renewal is or will be at risk if nothing happens (R-COMP-5). */
export type Outlook = { display: Displayed[]; forecasts: Foreseen[] };

/** Null: something of the partner's cannot be read, which its troubles tell. */
export async function outlookOf(
  store: Store,
  config: ProgramConfig,
  partnerId: string,
  on: CivilDate,
): Promise<Outlook | null> {
  try {
    const memberships = await listMemberships(store, partnerId);
    const evidence = await partnerEvidence(store, config, partnerId);
    return { display: displayed(memberships, evidence, on), forecasts: forecastsOf(memberships, evidence, on) };
  } catch (error) {
    if (error instanceof ProgramError && !error.retryable) return null;
    throw error;
  }
}

export function forecastsOf(memberships: readonly Membership[], evidence: Evidence, on: CivilDate): Foreseen[] {
  return memberships.flatMap((membership) => {
    const { membershipId, cycle } = membership;
    const forecast = forecastOf({ ...evidence, membership }, on);
    return forecast === null ? [] : [{ membershipId, cycle, ...forecast }];
  });
}
