import { signedHeaders } from './sign.ts';

/** Milliseconds that the receiver may take: it should keep what it gets, answer, and work on it then. */
const TIMEOUT_MS = 10_000;

/** The detail of an event of the program, as far as it is looked at here. */
export type ProgramEvent = { readonly id: string };

export type Receiver = { readonly url: string; readonly secret: string };

/**
 * Posts an event. Its id is that of the message, so that the receiver knows what comes again.
 *
 * @throws if the receiver does not answer with 2xx: the event has to come again
 */
export async function deliver(event: ProgramEvent, { url, secret }: Receiver, nowMs: number): Promise<void> {
  const body = JSON.stringify(event);
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signedHeaders(secret, event.id, Math.floor(nowMs / 1_000), body),
    },
    body,
    // Whoever redirects would have it sent to somebody else.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`${event.id}: the receiver answered ${answer.status}`);
}
