/** The metrics of the alarms and the dashboard. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { programName, type StageSettings } from '../../config.ts';
import { backupVaultName } from '../backups.ts';
import { METRICS_NAMESPACE } from '../workflow-function.ts';

/**
 * The metrics that the functions emit, see `functions/sweep/report.ts`, `functions/run-watch`, `functions/mail-events`
 * and `functions/program-events`.
 */
export type ProgramMetric =
  | 'Examined'
  | 'Acted'
  | 'Skipped'
  | 'Failed'
  | 'Uncertain'
  | 'OldestOverdueDays'
  | 'SetAside'
  | 'CompleteRuns'
  | 'MissedRuns'
  | 'Bounces'
  | 'Complaints'
  | 'UndeliverableAlerts'
  | 'UnknownEvents'
  | 'UnreadableChanges';

export type MetricOptions = {
  /** Default: one day. */
  readonly period?: Duration;
  /** Default: sum. */
  readonly statistic?: string;
  readonly label?: string;
};

/** A metric of a workflow of this stage. */
export function programMetric(
  settings: StageSettings,
  workflow: string,
  metricName: ProgramMetric,
  { period = Duration.days(1), statistic = Stats.SUM, label }: MetricOptions = {},
): Metric {
  const dimensionsMap = { service: programName(settings), workflow };
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap,
    period,
    statistic,
    ...(label && { label }),
  });
}

/** The sum of metrics, any of which may have no data. For graphs: each alarm watches one metric. */
function sumOf(metrics: readonly IMetric[], label: string, period: Duration): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const filled = Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`);
  return new MathExpression({ expression: filled.join(' + '), usingMetrics, label, period });
}

/**
 * Backups that were completed in the vault of the stage. An alarm on their absence is red from the beginning if AWS
 * told of them otherwise (AWS Backup Developer Guide, "AWS Backup metrics with Amazon CloudWatch").
 */
export function completedBackups(settings: StageSettings, period: Duration): Metric {
  return new Metric({
    namespace: 'AWS/Backup',
    metricName: 'NumberOfBackupJobsCompleted',
    dimensionsMap: { BackupVaultName: backupVaultName(settings) },
    period,
    statistic: Stats.SUM,
  });
}

/**
 * A metric that has a value in every period: 0 where it has none. DynamoDB tells of no throttles by silence, and alarms
 * on its metrics ignore missing data whatever they are told: one would stay red for ever (Amazon CloudWatch User Guide,
 * "Configuring how CloudWatch alarms treat missing data").
 */
export function filled(metric: Metric): MathExpression {
  return new MathExpression({ expression: 'FILL(m, 0)', usingMetrics: { m: metric }, period: metric.period });
}

/** Executions that did not succeed, for any reason. */
export function unsuccessfulExecutions(machine: IStateMachine, period: Duration): MathExpression {
  const options = { period, statistic: Stats.SUM };
  const metrics = [machine.metricFailed(options), machine.metricTimedOut(options), machine.metricAborted(options)];
  return sumOf(metrics, 'not succeeded', period);
}

/** A metric of the table or of one of its indexes. */
export function tableMetric(tableName: string, metricName: string, index?: string): Metric {
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: tableName, ...(index && { GlobalSecondaryIndexName: index }) },
    period: Duration.minutes(5),
    statistic: Stats.SUM,
  });
}

/** Reads and writes that DynamoDB throttled, by table or index. */
export function tableThrottles(tableName: string): Map<string, Metric> {
  const places = [undefined, 'due', 'expiry'];
  const metrics = places.flatMap((index) =>
    ['Read', 'Write'].map((kind): [string, Metric] => [
      `${kind.toLowerCase()}s of the ${index === undefined ? 'table' : `index ${index}`}`,
      tableMetric(tableName, `${kind}ThrottleEvents`, index),
    ]),
  );
  return new Map(metrics);
}

/** A rate of all mails that the account sends, 0 to 1, by which SES judges the account. */
export function reputationMetric(metricName: 'BounceRate' | 'ComplaintRate'): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${metricName}`,
    period: Duration.hours(1),
    statistic: Stats.MAXIMUM,
  });
}
