import { Duration } from 'aws-cdk-lib';
import { Condition, type IChainable, IntegrationPattern, Succeed, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
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

export type PartnerCommandWorkflowProps = WorkflowContext & {
  readonly access: readonly Access[];
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
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'partner-command'),
      comment: COMMENT,
      definition: this.#definition(run, props.merge),
      functions: [run],
      nestedMachine: props.merge,
      // Longer than a merge may take.
      timeout: Duration.hours(7),
    });
  }

  #definition(run: WorkflowFunction, merge: WorkflowMachine): IChainable {
    const done = new Succeed(this, 'Done', { outputPath: '$.output' });
    const next = failIfInvalid(this)
      .when(Condition.booleanEquals('$.merges', true), this.#merging(merge))
      .otherwise(done);
    return lambdaTask(this, 'Run', { workflowFunction: run, payload: FIRST_PAYLOAD }).next(next);
  }

  /**
   * Runs the merge to its end; its output is the output of the command. Step Functions names the execution: a redrive starts this
   * state again with the same input (RedriveExecution, API reference), and a name that was used before would be refused.
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
