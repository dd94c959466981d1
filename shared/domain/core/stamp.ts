/** Which execution did something, and at which instant it began: the same however often the execution is tried again. */
export type Stamp = {
  /** Instant, ISO 8601 in UTC. */
  at: string;
  runId: string;
};

/** `startedAt`: of the execution, where `now` is the instant of one of its steps. */
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
