import type { SkillsLedger } from '../../domain/people/skills.ts';
import { ItemTooLarge } from '../../errors.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { conflictOf } from '../../store/write-conflicts.ts';

/**
 * Stores what was counted, unless somebody wrote the ledger since it was read, or it is too long to be stored
 * (thousands of achievements, each of another day): the next reader then counts again.
 */
export async function storeCountedSkills(store: Store, counted: Stored<SkillsLedger>): Promise<void> {
  try {
    await conflictOf(() => store.skills.replace(counted, counted.value));
  } catch (error) {
    if (!(error instanceof ItemTooLarge)) throw error;
  }
}
