import { WriteConflict } from '../errors.ts';

const ATTEMPTS = 6;

/** Decides anew as long as somebody else writes first. `attempt` must read what it decides about. @throws WriteConflict */
export async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WriteConflict) || tries === ATTEMPTS) throw error;
    }
  }
}
