import { createHash } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requireWithinLimit } from './data-limit.ts';
import type { Execution, Run, StateAction } from './execution.ts';
import { StateFailure } from './state-failure.ts';
import { TIMED_OUT } from './wait.ts';

/**
 * The integration that waits for the end and returns the output as JSON; Step Functions' other two are not supported.
 */
const START_AND_WAIT = /^arn:[\w-]+:states:[\w-]*:[\w-]*:states:startExecution\.sync:2$/;
const PARAMETERS = ['StateMachineArn', 'Input', 'Input.$', 'Name', 'Name.$'];

export const isNestedExecution = ({ Resource }: JsonObject): boolean => START_AND_WAIT.test(String(Resource));

/**
 * What a Task state does that runs another state machine: an execution of its own, on the same clock, to its end.
 *
 * @throws UnsupportedError for a parameter that does not run here as it does on AWS
 */
export function nestedExecution(state: JsonObject, where: string): StateAction {
  const machine = machineOf(state.Parameters ?? null, where);
  return async ({ parameters }, run) => {
    const { Input = {}, Name = generatedName(run) } = isJsonObject(parameters) ? parameters : {};
    if (typeof Name !== 'string') throw new UnsupportedError(`${where}.Parameters.Name`, 'expected a name');
    if (run.host.runMachine === undefined) throw new UnsupportedError(where, 'there is no other state machine');
    requireWithinLimit(Input, 'the input of the execution');
    const options = { name: Name, at: run.clock.now(), isStopped: run.isStopped };
    const execution = await run.host.runMachine(machine, Input, options);
    run.nested.push(execution);
    run.clock.moveTo(Date.parse(execution.stoppedAt));
    if (run.clock.now() > run.deadline) throw new StateFailure(TIMED_OUT, 'the execution timed out', true);
    return resultOf(execution);
  };
}

/**
 * As Step Functions names an execution without a name: a UUID. Here it follows from the execution that starts it, so
 * that a simulation repeats.
 */
function generatedName({ context, nested }: Run): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([context.Execution ?? null, nested.length]))
    .digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function machineOf(parameters: Json, where: string): string {
  const given = isJsonObject(parameters) ? parameters : {};
  const unknown = Object.keys(given).find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined)
    throw new UnsupportedError(
      `${where}.Parameters`,
      `the parameter ${unknown} of startExecution does not run on one machine; ${PARAMETERS.join(', ')} do`,
    );
  if (typeof given.StateMachineArn === 'string') return given.StateMachineArn;
  throw new UnsupportedError(`${where}.Parameters.StateMachineArn`, 'expected the ARN of a state machine');
}

/** The result as Step Functions gives it; for a failed execution, the description is the cause of the failure. */
function resultOf(execution: Execution): Json {
  const { arn, name, status, input, output = null, error, cause } = execution;
  const description = {
    ExecutionArn: arn,
    Input: input,
    Name: name,
    StartDate: Date.parse(execution.startedAt),
    StateMachineArn: arn.slice(0, arn.lastIndexOf(':')).replace(':execution:', ':stateMachine:'),
    Status: status,
    StopDate: Date.parse(execution.stoppedAt),
  };
  if (status === 'SUCCEEDED') return { ...description, Output: output };
  throw new StateFailure(
    'States.TaskFailed',
    JSON.stringify({ ...description, Error: error ?? null, Cause: cause ?? null }),
  );
}
