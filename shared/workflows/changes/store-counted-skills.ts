import type { SkillsLedger } from '../../domain/people/skills.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { conflictOf } from '../../store/write-conflicts.ts';

/** Stores what was counted, unless somebody wrote the ledger since it was read: the next reader then counts again. */
export async function storeCountedSkills(store: Store, counted: Stored<SkillsLedger>): Promise<void> {
  await conflictOf(() => store.skills.replace(counted, counted.value));
}
