import { Duration } from 'aws-cdk-lib';
import { Condition, Fail, type IChainable, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { consoleName } from '../../config.ts';
import { type TableRef, tableAccess } from '../access.ts';
import { failIfInvalid } from '../fail-if-invalid.ts';
import { lambdaTask } from '../lambda-task.ts';
import { openExecution } from '../pass-parameters.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';
import { WorkflowMachine } from '../workflow-machine.ts';

const COMMENT =
  'Reads the whole table, and rewrites what an earlier release or configuration has written otherwise. Beside everything else, and safe to ' +
  'start again wherever it was stopped. Input: {"itemsPerSecond": 100, "dryRun": true, "reason": "release 1.1"}';

export type ReindexWorkflowProps = WorkflowContext & { readonly table: TableRef };

/** One part of the table after the other, until nothing is left. */
export class ReindexWorkflow extends Construct {
  readonly machine: WorkflowMachine;

  constructor(scope: Construct, id: string, props: ReindexWorkflowProps) {
    super(scope, id);
    const reindex = new WorkflowFunction(this, 'ReindexFunction', {
      ...handlerProps(props, 'reindex/reindex'),
      access: [tableAccess(props.table, ['Scan', 'GetItem', 'PutItem'])],
      environment: { WORKFLOW: 'reindex' },
      // Twice the time after which a call begins nothing new.
      timeout: Duration.minutes(10),
    });
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'reindex'),
      comment: COMMENT,
      definition: this.#definition(reindex),
      functions: [reindex],
      logsKeptDays: props.settings.logsKeptDays,
      timeout: Duration.days(7),
    });
  }

  #definition(reindexFunction: WorkflowFunction): IChainable {
    const reindex = lambdaTask(this, 'Reindex', { workflowFunction: reindexFunction });
    const incomplete = new Fail(this, 'Reindex incomplete', { error: 'ReindexIncomplete', causePath: '$.cause' });
    const next = failIfInvalid(this)
      .when(Condition.booleanEquals('$.done', false), reindex)
      .when(Condition.booleanEquals('$.incomplete', true), incomplete)
      .otherwise(new Succeed(this, 'Done', { outputPath: '$.output' }));
    return openExecution(this).next(reindex).next(next);
  }
}
