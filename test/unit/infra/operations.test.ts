import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resourcesOfType, synthesized, type TemplateResource, written } from './synthesized.ts';

const { operations, workflows } = synthesized({ stage: 'prod' });

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a template, it asserts on
type Properties = any;

const alarms: Properties[] = resourcesOfType(operations, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const alarm = (name: string): Properties => {
  const found = alarms.find(({ AlarmName }) => AlarmName === `partner-program-prod: ${name}`);
  if (found === undefined)
    throw new Error(`no alarm ${name}; there are ${alarms.map(({ AlarmName }) => AlarmName).join(', ')}`);
  return found;
};
const idOf = (type: string): string =>
  Object.entries(operations).find(([, { Type }]) => Type === type)?.[0] ?? `no ${type}`;

const SCHEDULED = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'];

describe('every alarm', () => {
  it.each(alarms.map((each) => [each.AlarmName, each]))('%s goes to the operators, and says what to do', (_, each) => {
    const topic = { Ref: idOf('AWS::SNS::Topic') };
    expect(each.AlarmActions).toEqual([topic]);
    expect(each.OKActions ?? [topic]).toEqual([topic]);
    expect(each.AlarmDescription).toMatch(/\. What to do: docs\/runbook\.md, ".+"\.$/);
  });

  it.each(alarms.map((each) => [each.AlarmName, each]))('%s names a heading that the runbook has', (_, each) => {
    const [, heading] = /"(.+)"/.exec(each.AlarmDescription) ?? [];
    const runbook = join(import.meta.dirname, '../../../docs/runbook.md');
    expect(existsSync(runbook)).toBe(true);
    expect(readFileSync(runbook, 'utf8').split('\n')).toContain(`## ${heading}`);
  });
});

describe('the end of an alarm', () => {
  const MENDED =
    /did not run|missed a planned run|dead letters|mail events failed|mail events wait|overdue items|set items aside|: bounces|: complaints/;

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
  const { operations: dev } = synthesized({ stage: 'dev' });
  const own: Properties[] = resourcesOfType(dev, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

  it('has alarms and a dashboard of its own', () => {
    const names = own.map(({ AlarmName }) => AlarmName);
    expect(names).toEqual(alarms.map(({ AlarmName }) => AlarmName.replace('program-prod', 'program-dev')));
    const [dashboard] = resourcesOfType(dev, 'AWS::CloudWatch::Dashboard');
    expect(dashboard?.Properties.DashboardName).toBe('partner-program-dev');
  });

  it('watches its own metrics', () => {
    const services = own
      .filter(({ Namespace }) => Namespace === 'PartnerProgram')
      .map(({ Dimensions }) => Dimensions.find(({ Name }: Properties) => Name === 'service').Value);
    expect(new Set(services)).toEqual(new Set(['partner-program-dev']));
  });
});

describe('an alarm', () => {
  it.each([...SCHEDULED, 'import', 'partner-command', 'merge-partners'])(
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
      expect(alarm(`${workflow} did not run`)).toMatchObject({
        Namespace: 'PartnerProgram',
        MetricName: 'CompleteRuns',
        Dimensions: [
          { Name: 'service', Value: 'partner-program-prod' },
          { Name: 'workflow', Value: workflow },
        ],
        Statistic: 'Sum',
        Period: 3600,
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
    expect(alarm('run-watch did not run')).toMatchObject({
      Statistic: 'SampleCount',
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
    });
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
      const { MetricName, Dimensions } = alarm(`${kind.toLowerCase()}s of the ${place} throttled`);
      expect(MetricName).toBe(`${kind}ThrottleEvents`);
      expect(Dimensions.filter(({ Name }: Properties) => Name !== 'TableName')).toEqual(dimensions);
    }
  });

  it.each(['mail-events', 'run-watch'])('is raised when %s fails, which no execution shows', (name) => {
    expect(alarm(`${name} fails`)).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Errors', Threshold: 1 });
  });
});

describe('the topic', () => {
  const key = operations[idOf('AWS::KMS::Key')] as TemplateResource;

  it('is encrypted with a key that rotates and that alarms may use', () => {
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(key.Properties.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
    const [topic] = resourcesOfType(operations, 'AWS::SNS::Topic');
    expect(written(topic?.Properties.KmsMasterKeyId)).toContain('AlarmsKey');
  });

  it('accepts alarms of the account, over TLS alone', () => {
    const [policy] = resourcesOfType(operations, 'AWS::SNS::TopicPolicy');
    const { Statement } = (policy as TemplateResource).Properties.PolicyDocument;
    expect(Statement.map(({ Effect, Sid }: Properties) => `${Effect} ${Sid}`).sort()).toEqual([
      'Allow Budgets',
      'Allow CloudWatchAlarms',
      'Deny AllowPublishThroughSSLOnly',
    ]);
  });

  it('writes to the operators', () => {
    const [subscription] = resourcesOfType(operations, 'AWS::SNS::Subscription');
    expect(subscription?.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'operators@example.com' });
  });
});

describe('the dashboard', () => {
  const [dashboard] = resourcesOfType(operations, 'AWS::CloudWatch::Dashboard');
  const body = JSON.parse(JSON.stringify(dashboard?.Properties.DashboardBody), (_, value) =>
    value?.Ref ? value.Ref : value?.['Fn::GetStackOutput'] ? 'of another stack' : value,
  );
  const text: string = body['Fn::Join'][1].join('');

  it('has the name of the stage, and is JSON that CloudWatch can read', () => {
    expect(dashboard?.Properties.DashboardName).toBe('partner-program-prod');
    expect(JSON.parse(text).widgets.length).toBeGreaterThan(15);
  });

  it('shows every alarm and links to every state machine', () => {
    const { widgets } = JSON.parse(text);
    const [status] = widgets.filter(({ type }: Properties) => type === 'alarm');
    expect(status.properties.alarms).toHaveLength(alarms.length);
    const [guide] = widgets.filter(({ type }: Properties) => type === 'text');
    for (const name of [...SCHEDULED, 'import', 'partner-command', 'merge-partners'])
      expect(guide.properties.markdown).toContain(`[${name}](`);
  });

  it('shows for every scheduled workflow what was done', () => {
    for (const workflow of SCHEDULED)
      for (const metric of ['Acted', 'Skipped', 'Failed', 'Uncertain', 'OldestOverdueDays'])
        expect(text).toContain(
          `["PartnerProgram","${metric}","service","partner-program-prod","workflow","${workflow}"`,
        );
  });
});

describe('logs', () => {
  it('are kept for three months', () => {
    const groups = resourcesOfType({ ...workflows, ...operations }, 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(15);
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(90);
  });
});
