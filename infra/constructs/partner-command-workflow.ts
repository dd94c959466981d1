import { Duration } from 'aws-cdk-lib';
import { type IChainable, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { consoleName } from '../config.ts';
import type { Access } from './access.ts';
import { lambdaTask, OPENING } from './lambda-task.ts';
import { unlessRefused } from './refusal.ts';
import { handlerAt, type WorkflowContext } from './workflow-context.ts';
import { WorkflowFunction } from './workflow-function.ts';
import { WorkflowMachine } from './workflow-machine.ts';

const COMMENT =
  'Carries out one command of an operator, once however often it is sent. Input, for example: ' +
  '{"command": "record-payment", "partnerId": "P-00042", "membershipId": "M-1", "paidOn": "2026-11-16", "reference": "INV-9"}';

export interface PartnerCommandWorkflowProps extends WorkflowContext {
  readonly access: readonly Access[];
}

/** One operator command → done, refused with the rule, or invalid. */
export class PartnerCommandWorkflow extends Construct {
  readonly machine: WorkflowMachine;

  constructor(scope: Construct, id: string, props: PartnerCommandWorkflowProps) {
    super(scope, id);
    const run = new WorkflowFunction(this, 'RunFunction', {
      ...handlerAt(props, 'partner-command/run'),
      access: props.access,
      environment: { WORKFLOW: 'partner-command' },
    });
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, 'partner-command'),
      comment: COMMENT,
      definition: this.definition(run),
      calls: [run],
      timeout: Duration.hours(1),
    });
  }

  private definition(run: WorkflowFunction): IChainable {
    const done = new Succeed(this, 'Done', { outputPath: '$.output' });
    return lambdaTask(this, 'Run', { calls: run, payload: OPENING }).next(unlessRefused(this).otherwise(done));
  }
}
