import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../../infra/config.ts';
import { alarmDescription } from '../../../../infra/constructs/operations/alarm-description.ts';
import { EVERYTHING, resourcesOfType, synthesized, written } from '../synthesized.ts';
import { alarm, alarms, data, filledMetricOf, idOf, type Properties, SCHEDULED, workflows } from './prod.ts';

describe('every alarm', () => {
  it.each(alarms.map((each) => [each.AlarmName, each]))('%s goes to the operators, and says what to do', (_, each) => {
    const topic = { Ref: idOf('AWS::SNS::Topic') };
    expect(each.AlarmActions).toEqual([topic]);
    expect(each.OKActions ?? [topic]).toEqual([topic]);
    expect(written(each.AlarmDescription)).toMatch(
      /\.\nWhat to do: https:\/\/docs\.example\.com\/partner-program\/runbook#[a-z-]+ \.(\n|$)/,
    );
    expect(written(each.AlarmDescription).length).toBeLessThan(1024);
  });

  it.each(alarms.map((each) => [each.AlarmName, each]))('%s names a heading that the runbook has', (_, each) => {
    const [, anchor] = /runbook#(\S+) \./.exec(written(each.AlarmDescription)) ?? [];
    const runbook = join(import.meta.dirname, '../../../../docs/runbook.md');
    expect(existsSync(runbook)).toBe(true);
    const headings = [...readFileSync(runbook, 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
    expect(headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))).toContain(anchor);
  });
});

describe('the mail of an alarm', () => {
  it('leads to the executions of its workflow, and to the log of its minutes', () => {
    const console = 'https://<AWS::Region>.console.aws.amazon.com';
    expect(written(alarm('kpi-refresh failed').AlarmDescription).split('\n')).toEqual([
      'An execution of kpi-refresh failed. What it did not do stays due.',
      'What to do: https://docs.example.com/partner-program/runbook#a-run-failed .',
      expect.stringMatching(
        /^Executions: .+\/states\/home\?region=<AWS::Region>#\/statemachines\/view\/partner-program-prod-workflows:\w+KpiRefresh\w+ \.$/,
      ),
      `Log of these minutes: ${console}/cloudwatch/home?region=<AWS::Region>#logsV2:logs-insights , saved query "partner-program-prod/kpi-refresh".`,
    ]);
  });

  it('names a saved query that is there, of all logs of the workflow', () => {
    const queries = resourcesOfType(workflows, 'AWS::Logs::QueryDefinition').map(({ Properties }) => Properties);
    const named = alarms.flatMap(
      ({ AlarmDescription }) => /saved query "(.+)"/.exec(written(AlarmDescription))?.[1] ?? [],
    );
    expect(new Set(named)).toEqual(new Set(queries.map(({ Name }) => Name)));
    const groups = Object.entries(workflows).filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup');
    const read = queries.flatMap(({ LogGroupNames }) => LogGroupNames.map(written));
    expect(read.sort()).toEqual(groups.map(([id]) => `<${id}>`).sort());
  });

  it('names the page in the repository where a stage does not say its address', () => {
    const scope = new Stack();
    const settings = { ...readStageSettings({ stage: 'local' }), runbookUrl: undefined };
    const description = alarmDescription(scope, settings, { text: 'T.', runbook: 'Dead letters' });
    expect(description).toBe('T.\nWhat to do: docs/runbook.md, "Dead letters" .');
  });
});

describe('the end of an alarm', () => {
  const MENDED =
    /did not run|missed a planned run|no backup|dead letters|mail events failed|mail events wait|events wait|events failed|commands of the bus failed|overdue items|set items aside|: bounces|: complaints/;

  it.each(alarms.map((each) => [each.AlarmName, each]))(
    'is mailed for %s only if it means that all is well',
    (name, each) => {
      expect(each.OKActions !== undefined).toBe(MENDED.test(name));
    },
  );

  it.each([
    ...SCHEDULED.flatMap((name) => [`${name} missed a planned run`, `${name} does not get rid of overdue items`]),
    'dead letters',
    'mail events failed',
    'mail events wait',
    'bounces',
    'complaints',
  ])('is decided by data for %s: weeks without a run do not end the alarm', (name) => {
    expect(alarm(name).TreatMissingData).toBe('ignore');
  });
});

describe('stage dev, which can share an account with prod,', () => {
  const { operations: dev } = synthesized({ stage: 'dev' }, EVERYTHING);
  const own: Properties[] = resourcesOfType(dev, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

  it('has alarms and a dashboard of its own', () => {
    const names = own.map(({ AlarmName }) => AlarmName);
    const ofProd = alarms.map(({ AlarmName }) => AlarmName.replace('program-prod', 'program-dev'));
    // Of what is deleted with its stack no backup is made.
    expect(names).toEqual(ofProd.filter((name) => !name.endsWith(': no backup')));
    const [dashboard] = resourcesOfType(dev, 'AWS::CloudWatch::Dashboard');
    expect(dashboard?.Properties.DashboardName).toBe('partner-program-dev');
  });

  it('watches its own metrics', () => {
    const services = own
      .map((each) => each.Metrics?.[1].MetricStat.Metric ?? each)
      .filter(({ Namespace }) => Namespace === 'PartnerProgram')
      .map(({ Dimensions }) => Dimensions.find(({ Name }: Properties) => Name === 'service').Value);
    expect(new Set(services)).toEqual(new Set(['partner-program-dev']));
  });
});

describe('an alarm', () => {
  it.each([...SCHEDULED, 'import', 'partner-command', 'merge-partners', 'reindex'])(
    'is raised when an execution of %s fails, times out or is aborted',
    (name) => {
      const ends = {
        failed: 'ExecutionsFailed',
        'timed out': 'ExecutionsTimedOut',
        'was aborted': 'ExecutionsAborted',
      };
      for (const [end, MetricName] of Object.entries(ends))
        expect(alarm(`${name} ${end}`)).toMatchObject({
          Namespace: 'AWS/States',
          MetricName,
          Dimensions: [{ Name: 'StateMachineArn' }],
          Threshold: 1,
          EvaluationPeriods: 1,
          TreatMissingData: 'notBreaching',
        });
    },
  );

  it.each(['renewal-notices', 'grace-expiry'])(
    'is raised when there is no complete run of %s for 26 hours',
    (workflow) => {
      expect(filledMetricOf(`${workflow} did not run`)).toEqual({
        Metric: {
          Namespace: 'PartnerProgram',
          MetricName: 'CompleteRuns',
          Dimensions: [
            { Name: 'service', Value: 'partner-program-prod' },
            { Name: 'workflow', Value: workflow },
          ],
        },
        Stat: 'Sum',
        Period: 3600,
      });
      expect(alarm(`${workflow} did not run`)).toMatchObject({
        EvaluationPeriods: 26,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      });
    },
  );

  it.each(SCHEDULED)('is raised on the day after a planned run of %s that was not completed', (workflow) => {
    expect(alarm(`${workflow} missed a planned run`)).toMatchObject({
      MetricName: 'MissedRuns',
      Statistic: 'Maximum',
      Period: 86_400,
      Threshold: 1,
    });
  });

  it('is raised when run-watch did not run', () => {
    expect(filledMetricOf('run-watch did not run')).toMatchObject({ Stat: 'SampleCount', Period: 3600 });
    expect(alarm('run-watch did not run')).toMatchObject({
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
    });
  });

  it('is raised when no backup was completed for 36 hours in the vault of the plan', () => {
    expect(filledMetricOf('no backup')).toEqual({
      Metric: {
        Namespace: 'AWS/Backup',
        MetricName: 'NumberOfBackupJobsCompleted',
        Dimensions: [{ Name: 'BackupVaultName', Value: 'partner-program-prod' }],
      },
      Stat: 'Sum',
      Period: 3600,
    });
    expect(alarm('no backup')).toMatchObject({
      EvaluationPeriods: 36,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    const [vault] = resourcesOfType(data, 'AWS::Backup::BackupVault');
    expect(vault?.Properties.BackupVaultName).toBe('partner-program-prod');
  });

  it('is raised for dead letters', () => {
    expect(alarm('dead letters')).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
  });

  it('is raised for mail events that could not be taken, and for those that nothing takes for two hours', () => {
    const queueOf = (name: string) => written(alarm(name).Dimensions[0].Value);
    const failed = alarm('mail events failed');
    expect(failed).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
    expect(queueOf('mail events failed')).toContain('MailEventsDeadLetters');
    const wait = alarm('mail events wait');
    expect(wait).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 7_200, Statistic: 'Maximum' });
    expect(queueOf('mail events wait')).toContain('MailEventsQueue');
  });

  it.each(['renewal-notices', 'grace-expiry', 'directory-submission'])(
    'is raised for uncertain notices of %s',
    (workflow) => {
      expect(alarm(`${workflow} left uncertain notices`)).toMatchObject({ MetricName: 'Uncertain', Threshold: 1 });
    },
  );

  it.each(SCHEDULED)('is raised when overdue items of %s do not become fewer', (workflow) => {
    expect(alarm(`${workflow} does not get rid of overdue items`)).toMatchObject({
      MetricName: 'OldestOverdueDays',
      Statistic: 'Maximum',
      Threshold: 2,
    });
  });

  it('is raised before SES puts the account under review', () => {
    for (const [name, MetricName, Threshold] of [
      ['bounces', 'Reputation.BounceRate', 0.05],
      ['complaints', 'Reputation.ComplaintRate', 0.001],
    ] as const)
      expect(alarm(name)).toMatchObject({
        Namespace: 'AWS/SES',
        MetricName,
        Threshold,
        // A rate: the sum of two figures in an hour would be twice as much.
        Statistic: 'Maximum',
      });
  });

  it('is raised when mails to the operators themselves do not arrive', () => {
    expect(alarm('alerts do not reach the operators')).toMatchObject({
      MetricName: 'UndeliverableAlerts',
      Dimensions: [{ Name: 'service' }, { Name: 'workflow', Value: 'mail-events' }],
      Threshold: 1,
    });
  });

  it('is raised for throttled transitions and calls', () => {
    expect(alarm('transitions throttled')).toMatchObject({ Namespace: 'AWS/States', MetricName: 'ThrottledEvents' });
    expect(alarm('calls throttled')).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Throttles' });
  });

  it.each([
    ['table', []],
    ['index due', [{ Name: 'GlobalSecondaryIndexName', Value: 'due' }]],
    ['index expiry', [{ Name: 'GlobalSecondaryIndexName', Value: 'expiry' }]],
  ])('is raised for throttled reads and writes of the %s', (place, dimensions) => {
    for (const kind of ['Read', 'Write']) {
      const { MetricName, Dimensions } = filledMetricOf(`${kind.toLowerCase()}s of the ${place} throttled`).Metric;
      expect(MetricName).toBe(`${kind}ThrottleEvents`);
      expect(Dimensions.filter(({ Name }: Properties) => Name !== 'TableName')).toEqual(dimensions);
    }
  });

  it.each(['mail-events', 'run-watch'])('is raised when %s fails, which no execution shows', (name) => {
    expect(alarm(`${name} fails`)).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Errors', Threshold: 1 });
  });
});
