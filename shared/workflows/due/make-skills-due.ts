import type { CivilDate } from '../../domain/core/calendar.ts';
import { type Change, withChangeOnce } from '../../domain/core/history.ts';
import { emptySkills, type SkillsLedger } from '../../domain/people/skills.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeMembershipsDue } from './make-memberships-due.ts';

/** The partner's skills are counted again when they are next read. `change`: for the history. Safe to repeat. */
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
 * Changes the partner's skills ledger. It is written even if it is dirty already: somebody who is counting may have
 * read it before all employees were there; their write, conditional on the version they read, must fail.
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
