import { Duration } from 'aws-cdk-lib';
import { JitterType, JsonPath, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { WorkflowFunction } from './workflow-function.ts';

export type LambdaTaskProps = {
  readonly workflowFunction: WorkflowFunction;
  /** The payload of the call. Default: the whole state. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Where the result goes. Default: it replaces the state. */
  readonly resultPath?: string;
  /** Shown in the console. */
  readonly comment?: string;
};

/**
 * The payload of a workflow's first function: the execution's input, its name and its start, of which the run's id and
 * stamp are made.
 */
export const FIRST_PAYLOAD = {
  input: JsonPath.objectAt('$'),
  execution: JsonPath.stringAt('$$.Execution.Name'),
  startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
} as const;

/**
 * Errors that pass. Of the Lambda service, not of the function: it was throttled or did not answer (AWS Step Functions
 * Developer Guide, "Handle Lambda service exceptions"). And of a function that is not deployed yet, while another one
 * is, and writes what this one does not know.
 */
const PASSING_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'NewerItem',
];

/**
 * A state that calls a function; all handlers are safe to repeat. Full jitter draws each wait between 0 and the
 * backoff: what passes is retried for some three minutes on average, six at most; what the function throws itself three
 * times, for some seven seconds.
 */
export function lambdaTask(scope: Construct, name: string, props: LambdaTaskProps): LambdaInvoke {
  const task = new LambdaInvoke(scope, name, {
    lambdaFunction: props.workflowFunction.called,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    ...(props.payload && { payload: TaskInput.fromObject(props.payload) }),
    ...(props.resultPath && { resultPath: props.resultPath }),
    ...(props.comment && { comment: props.comment }),
  });
  task.addRetry({
    errors: PASSING_ERRORS,
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxDelay: Duration.seconds(60),
    maxAttempts: 10,
    jitterStrategy: JitterType.FULL,
  });
  task.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxAttempts: 3,
    jitterStrategy: JitterType.FULL,
  });
  return task;
}
