/** Starting executions of state machines, for functions that cannot carry AWS's client in their bundle. */
import * as z from 'zod';
import { callJsonService } from '../connections/json-service.ts';

const refusal = z.object({ __type: z.string() });

/**
 * Starts an execution under a name, once; nothing happens if one has or had the name (for 90 days).
 *
 * @throws Error if Step Functions refuses it
 */
export async function startExecution(
  stateMachineArn: string,
  name: string,
  input: object,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const answer = await callJsonService(
    'states',
    { target: 'AWSStepFunctions.StartExecution', version: '1.0' },
    { stateMachineArn, name, input: JSON.stringify(input) },
    environment,
  );
  if (!answer.ok && !isTaken(answer.text)) throw new Error(`StartExecution ${name}: ${answer.status} ${answer.text}`);
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
