/** Tells somebody outside the account that a day is complete: who hears nothing, knows that something is wrong. */

const TIMEOUT_MS = 10_000;

/** The receiver did not take it. Without its address: who knows that can say that days are complete. */
export class HeartbeatLost extends Error {
  override readonly name = 'HeartbeatLost';
  readonly code = 'HeartbeatLost';
  readonly retryable = true;
}

/**
 * Calls the address once. A redirection is no answer: it could lead anywhere.
 *
 * @param url https
 * @throws HeartbeatLost if it does not answer with success within ten seconds
 */
export async function sendHeartbeat(url: string): Promise<void> {
  const { host } = new URL(url);
  const lost = (why: string) => new HeartbeatLost(`${host} did not take the heartbeat: ${why}`);
  let answer: Response;
  try {
    answer = await fetch(url, { method: 'GET', redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw lost(error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'not reached');
  }
  await answer.body?.cancel();
  if (!answer.ok) throw lost(`status ${answer.status}`);
}
