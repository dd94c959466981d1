import { StateFailure } from '../states/state-failure.ts';

/**
 * How Lambda tells Step Functions of what a handler threw: the error's name, and a cause in JSON. Traces go to the log
 * only.
 */
export function functionFailure(thrown: unknown): StateFailure {
  const errorType = thrown instanceof Error ? thrown.name : typeof thrown;
  const errorMessage = thrown instanceof Error ? thrown.message : String(thrown);
  return new StateFailure(errorType, JSON.stringify({ errorType, errorMessage, trace: [] }));
}

/** What Lambda answers for a call that outlived the function's time limit. */
export function functionTimeout(requestId: string, seconds: number): StateFailure {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return new StateFailure('Sandbox.Timedout', JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }));
}
