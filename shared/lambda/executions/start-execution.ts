/** Starting executions of state machines, for functions that cannot carry AWS's client in their bundle. */
import * as z from 'zod';
import { awsClient } from '../object-store.ts';

const TIMEOUT_MS = 10_000;

const refusal = z.object({ __type: z.string() });

/**
 * Starts an execution under a name, once; nothing happens if one has or had the name (for 90 days). Credentials and
 * region come from the function's environment, as the Lambda service sets them.
 *
 * @throws Error if Step Functions refuses it
 */
export async function startExecution(
  stateMachineArn: string,
  name: string,
  input: object,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const answer = await awsClient(environment, 'states').fetch(`${endpointOf(environment)}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.StartExecution' },
    body: JSON.stringify({ stateMachineArn, name, input: JSON.stringify(input) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await answer.text();
  if (!answer.ok && !isTaken(text)) throw new Error(`StartExecution ${name}: ${answer.status} ${text}`);
}

/**
 * An execution of that name has ended, or is open with another input (StartExecution, AWS Step Functions API
 * reference).
 */
function isTaken(text: string): boolean {
  const parsed = refusal.safeParse(jsonOf(text));
  return parsed.success && /(^|#)ExecutionAlreadyExists$/.test(parsed.data.__type);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The SDKs' environment variables for another endpoint are honoured. */
function endpointOf(environment: NodeJS.ProcessEnv): string {
  const endpoint = environment.AWS_ENDPOINT_URL_SFN ?? environment.AWS_ENDPOINT_URL;
  return endpoint?.replace(/\/$/, '') ?? `https://states.${environment.AWS_REGION}.amazonaws.com`;
}
