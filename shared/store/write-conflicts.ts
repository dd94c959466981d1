/** What to do when somebody else writes an item first. */
import { WriteConflict } from '../errors.ts';

const MAX_ATTEMPTS = 6;

/**
 * Calls `attempt` again as long as somebody else writes first. It must read what it decides about; `tries` is 1 the
 * first time, for those who have read already and read again only after a conflict.
 *
 * @throws WriteConflict after `maxAttempts`, default 6
 *
 * @example
 * await retryOnConflict(async () => {
 *   const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M-1' });
 *   if (stored !== null) await store.memberships.replace(stored, { ...stored.value, evaluateOn: '2026-11-16' });
 * });
 */
export async function retryOnConflict<T>(
  attempt: (tries: number) => Promise<T>,
  maxAttempts: number = MAX_ATTEMPTS,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(tries);
    } catch (error) {
      if (!(error instanceof WriteConflict) || tries === maxAttempts) throw error;
    }
  }
}

/** Makes a write that is not repeated. @returns the conflict, if somebody else wrote first; null: it was written */
export async function conflictOf(write: () => Promise<unknown>): Promise<WriteConflict | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof WriteConflict) return error;
    throw error;
  }
}
