import { RemovalPolicies, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { MONTHLY_WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { keepsData, programName } from '../config.ts';
import {
  ANY_ITEM,
  directoryBatchAccess,
  erasureAccess,
  type IndexName,
  type MailSender,
  mailAccess,
  type ResourceRef,
  runReportAccess,
  type Startable,
  type TableRef,
  tableAccess,
} from '../constructs/access.ts';
import { saveLogQuery } from '../constructs/operations/log-query.ts';
import { deadLetterQueue } from '../constructs/program-queue.ts';
import { ProgramSchedule } from '../constructs/program-schedule.ts';
import type { SweepName, WorkflowContext, WorkflowName } from '../constructs/workflow-context.ts';
import type { WorkflowMachine } from '../constructs/workflow-machine.ts';
import { BusCommands } from '../constructs/workflows/bus-commands.ts';
import { ImportWorkflow } from '../constructs/workflows/import-workflow.ts';
import { MailEvents } from '../constructs/workflows/mail-events.ts';
import { MergeWorkflow } from '../constructs/workflows/merge-workflow.ts';
import { PartnerCommandWorkflow } from '../constructs/workflows/partner-command-workflow.ts';
import { ProgramEvents } from '../constructs/workflows/program-events.ts';
import { ReindexWorkflow } from '../constructs/workflows/reindex-workflow.ts';
import { RunWatch } from '../constructs/workflows/run-watch.ts';
import { SweepWorkflow, type SweepWorkflowProps } from '../constructs/workflows/sweep-workflow.ts';
import { SCHEDULES } from './schedules.ts';

export type WorkflowsStackProps = StackProps &
  WorkflowContext & {
    readonly table: TableRef;
    readonly imports: ResourceRef;
    readonly reports: ResourceRef;
    readonly mail: MailSender;
  };

type Sweep = Pick<SweepWorkflowProps, 'purpose' | 'furtherInput' | 'pageAccess' | 'assembleAccess'>;

/** The index in which a sweep finds due items. */
const INDEX_OF: Readonly<Record<SweepName, IndexName>> = {
  'kpi-refresh': 'due',
  'directory-submission': 'due',
  'renewal-notices': 'due',
  'grace-expiry': 'expiry',
};

/** What tells of what happened, and what is still to be done. */
const KEPT = ['AWS::Logs::LogGroup', 'AWS::SQS::Queue', 'AWS::Events::Archive'];

/**
 * Functions, state machines and their schedules. Holds no data: it can be deleted and deployed again. Its logs, queues
 * and archived events stay then, where the stage keeps its data.
 */
export class WorkflowsStack extends Stack {
  /** By workflow. */
  readonly machines: Readonly<Record<WorkflowName, IStateMachine>>;
  /** Functions that no state machine calls: their failures appear in no execution. */
  readonly standaloneFunctions: Readonly<Record<string, IFunction>>;
  /** Gets the starts of workflows that failed finally. */
  readonly deadLetters: Queue;
  readonly mailEvents: MailEvents;
  /** None where the stage tells no events. */
  readonly programEvents: ProgramEvents | null;
  /** None where the stage takes no commands by the bus. */
  readonly busCommands: BusCommands | null;
  readonly #props: WorkflowsStackProps;

  constructor(scope: Construct, id: string, props: WorkflowsStackProps) {
    super(scope, id, props);
    this.#props = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    const sweeps = {
      'kpi-refresh': this.#kpiRefresh(),
      'directory-submission': this.#directorySubmission(),
      'renewal-notices': this.#renewalNotices(),
      'grace-expiry': this.#graceExpiry(),
    };
    this.#startOnSchedule(sweeps);
    const importWorkflow = new ImportWorkflow(this, 'Import', { ...props, deadLetters: this.deadLetters });
    const merge = new MergeWorkflow(this, 'MergePartners', {
      ...props,
      access: [tableAccess(props.table, ANY_ITEM), runReportAccess(props.reports, 'merge-partners')],
    });
    const command = new PartnerCommandWorkflow(this, 'PartnerCommand', {
      ...props,
      merge: merge.machine,
      access: [tableAccess(props.table, ANY_ITEM), runReportAccess(props.reports, 'partner-command'), this.#mail],
      erasureAccess: [erasureAccess(props.reports, props.imports)],
    });
    this.mailEvents = new MailEvents(this, 'MailEvents', props);
    this.programEvents = this.#programEvents();
    this.busCommands = this.#busCommands(command.machine);
    const monthly = this.#monthly(sweeps);
    const watch = new RunWatch(this, 'RunWatch', { ...props, deadLetters: this.deadLetters, monthly });
    const workflows = {
      ...sweeps,
      import: importWorkflow,
      'partner-command': command,
      'merge-partners': merge,
      reindex: new ReindexWorkflow(this, 'Reindex', props),
    };
    this.machines = machinesOf(workflows);
    for (const [name, { machine }] of Object.entries(workflows)) this.#saveLogQuery(machine, name, machine.logGroups);
    this.#saveLogQuery(this.mailEvents, 'mail-events', [this.mailEvents.take.logGroup]);
    this.#saveLogQuery(watch, 'run-watch', [watch.check.logGroup]);
    const { programEvents } = this;
    if (this.busCommands !== null)
      this.#saveLogQuery(this.busCommands, 'bus-commands', [this.busCommands.take.logGroup]);
    if (programEvents !== null) this.#saveLogQuery(programEvents, 'program-events', [programEvents.publish.logGroup]);
    if (keepsData(props.settings)) RemovalPolicies.of(this).retain({ applyToResourceTypes: KEPT });
    this.standaloneFunctions = {
      'mail-events': this.mailEvents.take.called,
      'run-watch': watch.check.called,
      ...(programEvents && { 'program-events': programEvents.publish.called }),
      ...(this.busCommands && { 'bus-commands': this.busCommands.take.called }),
    };
  }

  #programEvents(): ProgramEvents | null {
    const { table } = this.#props;
    const { streamArn } = table;
    return streamArn === undefined
      ? null
      : new ProgramEvents(this, 'ProgramEvents', { ...this.#props, table: { ...table, streamArn } });
  }

  #busCommands({ stateMachine }: WorkflowMachine): BusCommands | null {
    const { programEvents } = this;
    const { settings } = this.#props;
    if (programEvents === null || settings.commandSources.length === 0) return null;
    const { bus, publish } = programEvents;
    return new BusCommands(this, 'BusCommands', {
      ...this.#props,
      bus,
      partnerCommand: stateMachine,
      publisherArn: publish.roleArn,
    });
  }

  /** Not in stage local: emulators have no Logs Insights. */
  #saveLogQuery(scope: Construct, workflow: string, logGroups: readonly LogGroup[]): void {
    const { settings } = this.#props;
    if (settings.stage !== 'local') saveLogQuery(scope, settings, workflow, logGroups);
  }

  #kpiRefresh(): SweepWorkflow {
    return this.#sweep('KpiRefresh', 'kpi-refresh', {
      purpose: 'Publishes the KPI reports of the last 12 months and decides pending eligibility (R-KPI).',
      pageAccess: [
        tableAccess(this.#props.table, ['BatchGetItem', 'Query', 'PutItem'], INDEX_OF['kpi-refresh']),
        this.#mail,
      ],
    });
  }

  #directorySubmission(): SweepWorkflow {
    const { table, reports } = this.#props;
    return this.#sweep('DirectorySubmission', 'directory-submission', {
      purpose: "Makes the month's batch of directory listings, reminds before and publishes after it (R-DIR).",
      furtherInput: 'Besides: "phase": "remind", "submit" (the default) or "publish".',
      pageAccess: [tableAccess(table, ANY_ITEM, INDEX_OF['directory-submission']), this.#mail],
      assembleAccess: [tableAccess(table, ['GetItem', 'Query', 'PutItem']), directoryBatchAccess(reports)],
    });
  }

  #renewalNotices(): SweepWorkflow {
    return this.#sweep('RenewalNotices', 'renewal-notices', {
      purpose: 'Sends the renewal notices that are due (R-NOT).',
      pageAccess: [tableAccess(this.#props.table, ANY_ITEM, INDEX_OF['renewal-notices']), this.#mail],
    });
  }

  #graceExpiry(): SweepWorkflow {
    return this.#sweep('GraceExpiry', 'grace-expiry', {
      purpose: 'Expires what is unpaid past its renewal window and sends the expiry notices (R-EXP).',
      pageAccess: [tableAccess(this.#props.table, ANY_ITEM, INDEX_OF['grace-expiry']), this.#mail],
    });
  }

  #sweep(id: string, workflow: SweepName, sweep: Sweep): SweepWorkflow {
    const report = runReportAccess(this.#props.reports, workflow);
    return new SweepWorkflow(this, id, {
      ...this.#props,
      ...sweep,
      workflow,
      planAccess: [tableAccess(this.#props.table, ['BatchGetItem'])],
      pageAccess: [...sweep.pageAccess, report],
      reportAccess: [tableAccess(this.#props.table, ['PutItem'], INDEX_OF[workflow]), report],
    });
  }

  /** What comes back only after a month, if a run is missed. */
  #monthly(sweeps: Readonly<Record<SweepName, SweepWorkflow>>): Startable {
    const scheduleGroup = programName(this.#props.settings);
    const schedules = SCHEDULES.filter(({ workflow }) => MONTHLY_WORKFLOWS.some((name) => name === workflow));
    return {
      machines: Object.fromEntries(
        MONTHLY_WORKFLOWS.map((name) => [name, sweeps[name].machine.stateMachine.stateMachineArn]),
      ),
      scheduleGroup,
      schedules: schedules.map(({ name }) =>
        this.formatArn({ service: 'scheduler', resource: 'schedule', resourceName: `${scheduleGroup}/${name}` }),
      ),
    };
  }

  get #mail() {
    return mailAccess(this.#props.mail, this.#props.settings);
  }

  /** One group, so that operators can pause one schedule or find them all. */
  #startOnSchedule(sweeps: Readonly<Record<SweepName, SweepWorkflow>>): void {
    const group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: programName(this.#props.settings),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const { name, workflow, ...planned } of SCHEDULES) {
      const starts = sweeps[workflow].machine;
      const { timeZone } = this.#props.settings;
      new ProgramSchedule(group, pascalCase(name), {
        ...planned,
        name,
        group,
        timeZone,
        target: (base) => new StepFunctionsStartExecution(starts.stateMachine, base),
        deadLetters: this.deadLetters,
      });
    }
  }
}

type Started = { readonly machine: WorkflowMachine };

function machinesOf(workflows: Readonly<Record<WorkflowName, Started>>): Record<WorkflowName, IStateMachine> {
  const machines = Object.entries(workflows).map(([name, { machine }]) => [name, machine.stateMachine]);
  return Object.fromEntries(machines) as Record<WorkflowName, IStateMachine>;
}

/** `grace-expiry` → `GraceExpiry`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
}
