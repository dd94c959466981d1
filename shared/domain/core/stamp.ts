/** Which execution did something, and when it began: the same in every retry of the execution. */
export type Stamp = {
  /** Instant, ISO 8601 in UTC. */
  at: string;
  runId: string;
};

/** `startedAt`: instant at which the execution began, if `now` is that of one of its steps. */
export function stampOf({
  runId,
  now,
  startedAt,
}: {
  runId: string;
  now: string;
  startedAt?: string | undefined;
}): Stamp {
  return { at: startedAt ?? now, runId };
}
