/** A partner's skills ledger as it is read, and as changes leave it. */

import type { CivilDate } from '../../domain/core/calendar.ts';
import { type Change, withChangeOnce } from '../../domain/core/history.ts';
import { emptySkills, type SkillsLedger } from '../../domain/people/skills.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeMembershipsDue } from './make-memberships-due.ts';

/** The next look at the partner's competencies counts anew. `change`: what an import brings. Safe to repeat. */
export async function makeSkillsRecountDue(
  store: Store,
  partnerId: string,
  asOf: CivilDate,
  change: Change | null = null,
): Promise<void> {
  await changeSkills(store, partnerId, (ledger) => {
    const history = change === null ? ledger.history : withChangeOnce(ledger.history, change);
    return { ...ledger, dirty: true, history };
  });
  await makeMembershipsDue(store, partnerId, asOf);
}

/**
 * Written even if it says so already: whoever is counting has read it, and perhaps employees that are not all of them; its own
 * write, conditional on the version it read, must fail.
 */
export async function changeSkills(
  store: Store,
  partnerId: string,
  change: (ledger: SkillsLedger) => SkillsLedger,
): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.skills.get({ partnerId });
    await store.skills.write(stored, change(stored?.value ?? emptySkills(partnerId)));
  });
}
