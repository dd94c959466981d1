import { setTimeout as delay } from 'node:timers/promises';

/**
 * Spaces calls evenly, so that a running copy stays below its share of the account's send rate: SES drops what exceeds it.
 * @param perSecond mails per second
 */
export function createPacer(perSecond: number): () => Promise<void> {
  const gap = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    if (at > now) await delay(at - now);
  };
}
