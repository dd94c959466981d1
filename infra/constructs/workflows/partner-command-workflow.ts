import { Duration } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  type IChainable,
  IntegrationPattern,
  JsonPath,
  Succeed,
  TaskInput,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { consoleName } from '../../config.ts';
import type { Access } from '../access.ts';
import { failIfInvalid } from '../fail-if-invalid.ts';
import { FIRST_PAYLOAD, lambdaTask } from '../lambda-task.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';
import { WorkflowMachine } from '../workflow-machine.ts';

const COMMENT =
  'Carries out one command of an operator, once however often it is sent. Input, for example: ' +
  '{"command": "record-payment", "partnerId": "P-00042", "membershipId": "M-1", "paidOn": "2026-11-16", "reference": "INV-9"}';

/** The time for pages that began before the table was erased to write their reports. */
const UNDER_WAY = Duration.seconds(150);

export type PartnerCommandWorkflowProps = WorkflowContext & {
  readonly access: readonly Access[];
  /** What erases a person from reports and files. */
  readonly erasureAccess: readonly Access[];
  /** The state machine that `merge-partners` starts. */
  readonly merge: WorkflowMachine;
};

/** One operator command → done, refused with the rule, or invalid. */
export class PartnerCommandWorkflow extends Construct {
  readonly machine: WorkflowMachine;

  constructor(scope: Construct, id: string, props: PartnerCommandWorkflowProps) {
    super(scope, id);
    const run = new WorkflowFunction(this, 'RunFunction', {
      ...handlerProps(props, 'partner-command/run'),
      access: props.access,
      environment: { WORKFLOW: 'partner-command' },
    });
    const erase = new WorkflowFunction(this, 'EraseFunction', {
      ...handlerProps(props, 'partner-command/erase-objects'),
      access: props.erasureAccess,
      environment: { WORKFLOW: 'partner-command' },
      timeout: Duration.minutes(15),
      memorySize: 1024,
    });
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'partner-command'),
      comment: COMMENT,
      definition: this.#definition(run, erase, props.merge),
      functions: [run, erase],
      logsKeptDays: props.settings.logsKeptDays,
      nestedMachine: props.merge,
      // Longer than a merge may take, and than millions of objects are searched.
      timeout: Duration.hours(20),
    });
  }

  #definition(run: WorkflowFunction, erase: WorkflowFunction, merge: WorkflowMachine): IChainable {
    const done = new Succeed(this, 'Done', { outputPath: '$.output' });
    const next = failIfInvalid(this)
      .when(Condition.booleanEquals('$.merges', true), this.#merging(merge))
      .when(Condition.booleanEquals('$.erases', true), this.#erasing(run, erase, done))
      .otherwise(done);
    return lambdaTask(this, 'Run', { workflowFunction: run, payload: FIRST_PAYLOAD }).next(next);
  }

  /**
   * Objects, one call after the other; then the table; then what others wrote meanwhile, and the end. Each call is safe
   * to repeat, and a redrive goes on where it stopped.
   */
  #erasing(run: WorkflowFunction, erase: WorkflowFunction, done: Succeed): IChainable {
    const payload = { execution: JsonPath.stringAt('$$.Execution.Name'), erasure: JsonPath.objectAt('$.erasure') };
    const objects = lambdaTask(this, 'Erase in objects', { workflowFunction: erase, payload });
    const next = lambdaTask(this, 'Erase in the table, or end', {
      workflowFunction: run,
      payload: {
        ...FIRST_PAYLOAD,
        input: JsonPath.objectAt('$$.Execution.Input'),
        erasure: JsonPath.objectAt('$.erasure'),
      },
    });
    const wait = new Wait(this, 'Let others end', { time: WaitTime.duration(UNDER_WAY) });
    next.next(
      new Choice(this, 'Table erased?')
        .when(Condition.booleanEquals('$.erases', true), wait.next(objects))
        .otherwise(done),
    );
    return objects.next(
      new Choice(this, 'All objects?').when(Condition.booleanEquals('$.done', false), objects).otherwise(next),
    );
  }

  /**
   * Runs the merge to its end; its output is the output of the command. Step Functions names the execution: a redrive
   * starts this state again with the same input (RedriveExecution, API reference), and a name that was used before
   * would be refused.
   */
  #merging({ stateMachine }: WorkflowMachine): IChainable {
    return new StepFunctionsStartExecution(this, 'Merge', {
      stateMachine,
      integrationPattern: IntegrationPattern.RUN_JOB,
      input: TaskInput.fromJsonPathAt('$.merge.input'),
      outputPath: '$.Output',
    }).next(new Succeed(this, 'Merged'));
  }
}
