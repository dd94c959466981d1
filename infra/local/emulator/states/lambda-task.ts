import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requireWithinLimit } from './data-limit.ts';
import type { StateAction } from './execution.ts';

/** The request-response integration, as CDK's LambdaInvoke writes it; `.waitForTaskToken` is not supported. */
const INVOKE = /^arn:[\w-]+:states:[\w-]*:[\w-]*:lambda:invoke$/;
const FUNCTION_ARN = /^arn:[\w-]+:lambda:[\w-]+:\d+:function:/;
const INVOKE_PARAMETERS = ['FunctionName', 'Payload', 'Payload.$'];

/**
 * What a Task state does: call a Lambda function, by the `lambda:invoke` integration or by the function's ARN.
 *
 * @throws UnsupportedError for any other kind of task
 */
export function lambdaTask(state: JsonObject, where: string): StateAction {
  const resource = String(state.Resource);
  if (FUNCTION_ARN.test(resource)) return async (call, run) => invoke(run.host.invoke, resource, call.parameters);
  if (!INVOKE.test(resource))
    throw new UnsupportedError(`${where}.Resource`, `${resource} does not run on one machine; Lambda functions do`);
  const name = functionName(state.Parameters ?? null, where);
  return async (call, run) => {
    const payload = isJsonObject(call.parameters) ? (call.parameters.Payload ?? {}) : {};
    const answer = await invoke(run.host.invoke, name, payload);
    return { ExecutedVersion: '$LATEST', Payload: answer, StatusCode: 200 };
  };
}

function functionName(parameters: Json, where: string): string {
  const given = isJsonObject(parameters) ? parameters : {};
  const unknown = Object.keys(given).find((name) => !INVOKE_PARAMETERS.includes(name));
  if (unknown !== undefined)
    throw new UnsupportedError(
      `${where}.Parameters`,
      `the parameter ${unknown} of lambda:invoke does not run on one machine; ${INVOKE_PARAMETERS.join(', ')} do`,
    );
  if (typeof given.FunctionName !== 'string')
    throw new UnsupportedError(`${where}.Parameters.FunctionName`, 'expected the name or ARN of a function');
  return given.FunctionName;
}

async function invoke(
  call: (name: string, payload: Json) => Promise<Json>,
  name: string,
  payload: Json,
): Promise<Json> {
  requireWithinLimit(payload, 'the payload');
  const answer = await call(name, payload);
  requireWithinLimit(answer, 'the answer of the function');
  return answer;
}
