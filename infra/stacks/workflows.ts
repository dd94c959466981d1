import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  directoryBatchAccess,
  type MailSender,
  mailAccess,
  runReportAccess,
  type Stored,
  tableAccess,
} from '../constructs/access.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ImportWorkflow } from '../constructs/import-workflow.ts';
import { PartnerCommandWorkflow } from '../constructs/partner-command-workflow.ts';
import { ProgramSchedule } from '../constructs/program-schedule.ts';
import { SweepWorkflow, type SweepWorkflowProps } from '../constructs/sweep-workflow.ts';
import type { WorkflowContext, WorkflowName } from '../constructs/workflow-context.ts';
import { SCHEDULES } from './schedules.ts';

export interface WorkflowsStackProps extends StackProps, WorkflowContext {
  readonly table: Stored;
  readonly imports: Stored;
  readonly reports: Stored;
  readonly mail: MailSender;
}

type Sweep = Pick<SweepWorkflowProps, 'does' | 'takes' | 'pageAccess' | 'assembleAccess'>;

/** What runs: functions, state machines and their schedules. Holds nothing that could not be deployed anew. */
export class WorkflowsStack extends Stack {
  private readonly props: WorkflowsStackProps;
  private readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkflowsStackProps) {
    super(scope, id, props);
    this.props = props;
    this.deadLetters = this.deadLetterQueue();
    this.startOnSchedule(
      new Map([
        ['kpi-refresh', this.kpiRefresh()],
        ['directory-submission', this.directorySubmission()],
        ['renewal-notices', this.renewalNotices()],
        ['grace-expiry', this.graceExpiry()],
      ]),
    );
    new ImportWorkflow(this, 'Import', { ...props, deadLetters: this.deadLetters });
    new PartnerCommandWorkflow(this, 'PartnerCommand', {
      ...props,
      access: [tableAccess(props.table), runReportAccess(props.reports, 'partner-command'), this.mail],
    });
  }

  private kpiRefresh(): SweepWorkflow {
    return this.sweep('KpiRefresh', 'kpi-refresh', {
      does: 'Publishes the KPI reports of the last 12 months and decides pending eligibility (R-KPI).',
      pageAccess: [tableAccess(this.props.table, 'due')],
    });
  }

  private directorySubmission(): SweepWorkflow {
    const { table, reports } = this.props;
    return this.sweep('DirectorySubmission', 'directory-submission', {
      does: "Makes the month's batch of directory listings, reminds before and publishes after it (R-DIR).",
      takes: 'Besides: "phase": "remind", "submit" (the default) or "publish".',
      pageAccess: [tableAccess(table, 'due'), this.mail],
      assembleAccess: [tableAccess(table, 'due'), directoryBatchAccess(reports)],
    });
  }

  private renewalNotices(): SweepWorkflow {
    return this.sweep('RenewalNotices', 'renewal-notices', {
      does: 'Sends the renewal notices that are due (R-NOT).',
      pageAccess: [tableAccess(this.props.table, 'due'), this.mail],
    });
  }

  private graceExpiry(): SweepWorkflow {
    return this.sweep('GraceExpiry', 'grace-expiry', {
      does: 'Expires what is unpaid past its renewal window and sends the expiry notices (R-EXP).',
      pageAccess: [tableAccess(this.props.table, 'expiry'), this.mail],
    });
  }

  private sweep(id: string, workflow: WorkflowName, sweep: Sweep): SweepWorkflow {
    const report = runReportAccess(this.props.reports, workflow);
    return new SweepWorkflow(this, id, {
      ...this.props,
      ...sweep,
      workflow,
      pageAccess: [...sweep.pageAccess, report],
      reportAccess: [tableAccess(this.props.table), report],
    });
  }

  private get mail() {
    return mailAccess(this.props.mail, this.props.settings);
  }

  /** One group, so that operators can pause one schedule or find them all. */
  private startOnSchedule(workflows: ReadonlyMap<string, SweepWorkflow>): void {
    const group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: `partner-program-${this.props.settings.stage}`,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const { name, workflow, ...planned } of SCHEDULES) {
      const starts = workflows.get(workflow)?.machine;
      if (starts === undefined) throw new Error(`schedule ${name} starts ${workflow}, which is no scheduled workflow`);
      const { timeZone } = this.props.settings;
      new ProgramSchedule(group, pascalCase(name), {
        ...planned,
        name,
        group,
        timeZone,
        starts,
        deadLetters: this.deadLetters,
      });
    }
  }

  private deadLetterQueue(): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(queue, 'AwsSolutions-SQS3', 'This is the queue for dead letters.');
    return queue;
  }
}

/** `grace-expiry` → `GraceExpiry`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
}
