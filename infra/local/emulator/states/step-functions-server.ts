import { randomUUID } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { STEP_FUNCTIONS_TARGET } from '../in-process/services.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type LoopbackRequest, type LoopbackResponse, type LoopbackServer, serveLoopback } from '../loopback-server.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';

export type StepFunctionsDeps = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /**
   * Starts an execution.
   *
   * @returns its ARN
   * @throws Error whose message begins with the name of Step Functions' error
   */
  readonly start: (machineArn: string, name: string, input: Json) => string;
};

const START_EXECUTION = `${STEP_FUNCTIONS_TARGET}StartExecution`;
/** What StartExecution answers instead of a result (AWS Step Functions API reference). */
const REFUSAL = /^(ExecutionAlreadyExists|InvalidName|StateMachineDoesNotExist|InvalidExecutionInput): /;

/** The part of Step Functions' protocol (JSON 1.0) that programs use: StartExecution. */
export const serveStepFunctions = (deps: StepFunctionsDeps): Promise<LoopbackServer> =>
  serveLoopback((request) => answerStepFunctions(request, deps));

/** Answers a request, a refusal included. @throws UnsupportedError for anything but StartExecution */
export function answerStepFunctions({ headers, body }: LoopbackRequest, deps: StepFunctionsDeps): LoopbackResponse {
  const target = String(headers['x-amz-target']);
  if (target !== START_EXECUTION)
    throw new UnsupportedError('Step Functions', `${target} does not run; ${START_EXECUTION} does`);
  try {
    return answer(200, startExecution(JSON.parse(body.toString('utf8')) as JsonObject, deps));
  } catch (error) {
    const [, type] = REFUSAL.exec(error instanceof Error ? error.message : '') ?? [];
    if (type === undefined) throw error;
    return answer(400, { __type: type, message: (error as Error).message });
  }
}

function startExecution(request: JsonObject, { now, start }: StepFunctionsDeps): JsonObject {
  refuseUnknown(request, ['input', 'name', 'stateMachineArn', 'traceHeader'], 'StartExecution');
  const { stateMachineArn, name = randomUUID(), input = '{}' } = request;
  const executionArn = start(String(stateMachineArn), String(name), parsed(String(input)));
  return { executionArn, startDate: now() / 1_000 };
}

function parsed(input: string): Json {
  try {
    const json = JSON.parse(input) as Json;
    if (isJsonObject(json)) return json;
  } catch {
    // It is told below.
  }
  throw new Error('InvalidExecutionInput: the input is no JSON object');
}

const answer = (status: number, body: JsonObject): LoopbackResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
