import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterAccess, missedRunsAccess, type Startable, type TableRef, tableAccess } from '../access.ts';
import { ProgramSchedule } from '../program-schedule.ts';
import { handlerProps, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';

export type RunWatchProps = WorkflowContext & {
  readonly table: TableRef;
  /** Gets the checks that could not be started. */
  readonly deadLetters: IQueue;
  /** The workflows that come back only after a month: their missed runs are started. */
  readonly monthly: Startable;
};

/**
 * Checks every day whether the day before had all of its runs, and starts those that would not come back before a
 * month. In a schedule group of its own: it goes on when the program's schedules are paused, and reports that.
 */
export class RunWatch extends Construct {
  readonly check: WorkflowFunction;

  constructor(scope: Construct, id: string, props: RunWatchProps) {
    super(scope, id);
    const { settings, deadLetters } = props;
    const { heartbeatUrl, startMissedRuns } = settings;
    this.check = new WorkflowFunction(this, 'CheckFunction', {
      ...handlerProps(props, 'run-watch/check'),
      access: [
        tableAccess(props.table, ['BatchGetItem']),
        deadLetterAccess(deadLetters),
        ...(startMissedRuns ? [missedRunsAccess(props.monthly)] : []),
      ],
      environment: { WORKFLOW: 'run-watch', ...(heartbeatUrl !== undefined && { HEARTBEAT_URL: heartbeatUrl }) },
    });
    // The scheduler calls asynchronously: Lambda repeats a failed call, not the scheduler.
    this.check.called.configureAsyncInvoke({
      onFailure: new SqsDestination(deadLetters),
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
    const group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: `partner-program-${settings.stage}-watch`,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = this.#schedulerRole(group, deadLetters);
    new ProgramSchedule(this, 'Daily', {
      group,
      name: 'run-watch',
      description: 'Looks whether all runs of the day before were completed',
      cron: '0 10 * * ? *',
      timeZone: settings.timeZone,
      target: (base) => new LambdaInvoke(this.check.called, { ...base, role }),
      deadLetters,
    });
  }

  /** Only the function itself: the permissions that the CDK would add allow every version of it, too. */
  #schedulerRole(group: ScheduleGroup, deadLetters: IQueue): IRole {
    const statements = [
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.check.called.functionArn] }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    ];
    const role = new Role(this, 'SchedulerRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
      inlinePolicies: { Start: new PolicyDocument({ statements }) },
    });
    return role.withoutPolicyUpdates();
  }
}
