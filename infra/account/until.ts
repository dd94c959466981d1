import { setTimeout as delay } from 'node:timers/promises';

export type Patience = {
  /** Milliseconds after which it is given up. */
  readonly forMs: number;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
};

/** Looks again and again until there is something to see. @returns undefined if there was nothing for too long */
export async function until<Seen>(
  look: () => Promise<Seen | undefined>,
  { forMs, everyMs }: Patience,
): Promise<Seen | undefined> {
  for (const deadline = performance.now() + forMs; ; await delay(everyMs)) {
    const seen = await look();
    if (seen !== undefined || performance.now() > deadline) return seen;
  }
}
