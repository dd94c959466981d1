import { Duration } from 'aws-cdk-lib';
import { Condition, type IChainable, JsonPath, Succeed, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { consoleName } from '../../config.ts';
import type { Access } from '../access.ts';
import { failIfInvalid } from '../fail-if-invalid.ts';
import { lambdaTask } from '../lambda-task.ts';
import { openExecution } from '../pass-parameters.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';
import { WorkflowMachine } from '../workflow-machine.ts';

const COMMENT =
  'Merges one partner into another, for good, and can be started again wherever it was stopped (R-MRG). With "dryRun", only says what ' +
  'would be done and what stands in the way. Input: {"into": "P-00042", "from": "P-00043", "dryRun": true, "ticket": "4711"}';

/**
 * The time for pages and commands that began before the partners were merging to end, and for SES's events about their
 * mails.
 */
const UNDER_WAY = Duration.seconds(150);

/** The state of the merge, and the instant of this call: claims made shortly before may still be unanswered. */
const STEP = { state: JsonPath.objectAt('$'), now: JsonPath.stringAt('$$.State.EnteredTime') };

export type MergeWorkflowProps = WorkflowContext & {
  readonly access: readonly Access[];
};

/** One step after the other until the merge is done or refused; each is safe to repeat. */
export class MergeWorkflow extends Construct {
  readonly machine: WorkflowMachine;

  constructor(scope: Construct, id: string, props: MergeWorkflowProps) {
    super(scope, id);
    const step = new WorkflowFunction(this, 'StepFunction', {
      ...handlerProps(props, 'merge-partners/step'),
      access: props.access,
      environment: { WORKFLOW: 'merge-partners' },
      timeout: Duration.minutes(10),
    });
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'merge-partners'),
      comment: COMMENT,
      definition: this.#definition(step),
      functions: [step],
      logsKeptDays: props.settings.logsKeptDays,
      timeout: Duration.hours(6),
    });
  }

  #definition(stepFunction: WorkflowFunction): IChainable {
    const step = lambdaTask(this, 'Step', { workflowFunction: stepFunction, payload: STEP });
    const wait = new Wait(this, 'Let others end', { time: WaitTime.duration(UNDER_WAY) });
    wait.next(step);
    const next = failIfInvalid(this)
      .when(Condition.booleanEquals('$.done', true), new Succeed(this, 'Done', { outputPath: '$.output' }))
      .when(Condition.booleanEquals('$.wait', true), wait)
      .otherwise(step);
    return openExecution(this).next(step).next(next);
  }
}
