import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { programName, type StageSettings } from '../../config.ts';
import type { SweepName, WorkflowName } from '../workflow-context.ts';
import {
  type ProgramMetric,
  programMetric,
  reputationMetric,
  tableMetric,
  tableThrottles,
  unsuccessfulExecutions,
} from './metrics.ts';
import type { WatchedResources } from './watched-resources.ts';

/** Widths are of 24 columns. */
const FULL = 24;
const HALF = 12;
const THIRD = 8;

const GREEN = '#2ca02c';
const GREY = '#9e9e9e';
const RED = '#d62728';
const ORANGE = '#ff7f0e';

/** The title above the graphs of each workflow. */
const TITLES: Readonly<Record<SweepName, string>> = {
  'renewal-notices': 'Renewal notices, daily at 08:00',
  'grace-expiry': 'Expiry, daily at 09:00',
  'kpi-refresh': 'KPI reports, on the 15th at 06:00',
  'directory-submission': 'Directory: remind, submit, publish, at 07:00',
};

/**
 * The dashboard, from top to bottom: alarms, what each workflow did, whether mails arrive, and AWS's errors and
 * throttles.
 */
export class ProgramDashboard extends Construct {
  readonly dashboard: Dashboard;
  readonly #settings: StageSettings;

  constructor(scope: Construct, id: string, watched: WatchedResources, alarms: Alarm[]) {
    super(scope, id);
    this.#settings = watched.settings;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: programName(watched.settings),
      defaultInterval: Duration.days(28),
    });
    this.dashboard.addWidgets(this.#guide(watched.machines));
    this.dashboard.addWidgets(
      new AlarmStatusWidget({
        title: 'Is anything wrong? All of these should be green.',
        alarms,
        width: FULL,
        height: 8,
      }),
    );
    for (const name of Object.keys(TITLES) as SweepName[])
      this.dashboard.addWidgets(...this.#workflow(name, watched.machines[name]));
    this.dashboard.addWidgets(...this.#mail());
    this.dashboard.addWidgets(...this.#machinery(watched));
  }

  #guide(machines: Readonly<Record<WorkflowName, IStateMachine>>): IWidget {
    const { region } = Stack.of(this);
    const links = Object.entries(machines).map(
      ([name, { stateMachineArn }]) =>
        `[${name}](https://${region}.console.aws.amazon.com/states/home?region=${region}#/statemachines/view/${stateMachineArn})`,
    );
    const markdown = [
      `# Partner program, ${this.#settings.stage}`,
      `Times are those of ${this.#settings.timeZone}. A red alarm says in its description what happened, and under which heading of`,
      '`docs/runbook.md` stands what to do. **Green** is done, **grey** needed nothing, **red** failed and stays due,',
      '**orange**: nobody can say whether it was sent. An empty picture in the right half of a month is a month without a run.',
      '',
      `Start or look at: ${links.join(' · ')}`,
    ];
    return new TextWidget({ markdown: markdown.join('\n'), width: FULL, height: 5 });
  }

  #workflow(name: SweepName, machine: IStateMachine): IWidget[] {
    const days = (metric: ProgramMetric, label: string, color: string) =>
      programMetric(this.#settings, name, metric, { label }).with({ color });
    return [
      graph(`${TITLES[name]}: what was done, by day`, HALF, [
        days('Acted', 'done', GREEN),
        days('Skipped', 'nothing to do', GREY),
        days('Failed', 'failed', RED),
        days('Uncertain', 'uncertain', ORANGE),
      ]),
      new GraphWidget({
        title: 'Oldest item still waiting after the run, in days, and items set aside: should be 0',
        width: THIRD - 2,
        height: 6,
        period: Duration.days(1),
        left: [
          programMetric(this.#settings, name, 'OldestOverdueDays', { statistic: Stats.MAXIMUM, label: 'days overdue' }),
          programMetric(this.#settings, name, 'SetAside', { statistic: Stats.MAXIMUM, label: 'set aside' }),
        ],
        leftYAxis: { min: 0, showUnits: false },
      }),
      new SingleValueWidget({
        title: 'In these four weeks',
        width: THIRD - 2,
        height: 6,
        setPeriodToTimeRange: true,
        metrics: [
          programMetric(this.#settings, name, 'CompleteRuns', { label: 'complete runs' }),
          unsuccessfulExecutions(machine, Duration.days(1)),
          programMetric(this.#settings, name, 'MissedRuns', { label: 'missed runs' }),
        ],
      }),
    ];
  }

  #mail(): IWidget[] {
    const counted = (metric: ProgramMetric, label: string) =>
      programMetric(this.#settings, 'mail-events', metric, { label });
    const rates = [reputationMetric('BounceRate'), reputationMetric('ComplaintRate')];
    return [
      graph('Mails that did not arrive or were unwanted, by day', HALF, [
        counted('Bounces', 'bounces').with({ color: RED }),
        counted('Complaints', 'complaints').with({ color: ORANGE }),
        counted('UndeliverableAlerts', 'alerts to operators lost').with({ color: '#9467bd' }),
        counted('UnknownEvents', 'about no known notice').with({ color: GREY }),
      ]),
      new GraphWidget({
        title: 'Share of mails: SES steps in at 5 % bounces or 0.1 % complaints',
        width: HALF,
        height: 6,
        left: rates,
      }),
    ];
  }

  #machinery({ machines, table, deadLetters, mailEvents, standaloneFunctions }: WatchedResources): IWidget[] {
    const errors = Object.values(standaloneFunctions).map((each) => each.metricErrors({ statistic: Stats.SUM }));
    return [
      new GraphWidget({
        title: 'Table: request units used, and refused (throttled)',
        width: HALF,
        height: 6,
        left: ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map((name) => tableMetric(table.name, name)),
        right: [...tableThrottles(table.name)].map(([label, metric]) => metric.with({ label: `${label} throttled` })),
      }),
      new GraphWidget({
        title:
          'Dead letters, failing functions, throttled calls: should be empty; mail events wait for minutes at most',
        width: HALF,
        height: 6,
        left: [
          deadLetters.metricApproximateNumberOfMessagesVisible({ label: 'dead letters', statistic: Stats.MAXIMUM }),
          mailEvents.deadLetters.metricApproximateNumberOfMessagesVisible({
            label: 'mail events failed',
            statistic: Stats.MAXIMUM,
          }),
          ...errors,
          new Metric({
            namespace: 'AWS/Lambda',
            metricName: 'Throttles',
            statistic: Stats.SUM,
            label: 'calls throttled',
          }),
        ],
        right: [
          mailEvents.queue.metricApproximateAgeOfOldestMessage({
            label: 'mail events wait, seconds',
            statistic: Stats.MAXIMUM,
          }),
        ],
      }),
      new GraphWidget({
        title: 'How long executions take, at the longest (ms)',
        width: FULL,
        height: 6,
        left: Object.entries(machines).map(([label, machine]) =>
          machine.metricTime({ label, statistic: Stats.MAXIMUM, period: Duration.days(1) }),
        ),
      }),
    ];
  }
}

function graph(title: string, width: number, left: IMetric[]): GraphWidget {
  return new GraphWidget({
    title,
    width,
    height: 6,
    left,
    stacked: left.length > 1,
    period: Duration.days(1),
    leftYAxis: { min: 0, showUnits: false },
  });
}
