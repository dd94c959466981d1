import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../infra/config.ts';
import { alarmDescription } from '../../../infra/constructs/operations/alarm-description.ts';
import { ChatChannel } from '../../../infra/constructs/operations/chat-channel.ts';
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
/** A description, with what it takes from other stacks as `stack:Output`. */
const textOf = (description: unknown): string => written(description);
const idOf = (type: string): string =>
  Object.entries(operations).find(([, { Type }]) => Type === type)?.[0] ?? `no ${type}`;

/** The metric of an alarm that takes 0 for a period without data. */
function filledMetricOf(name: string): Properties {
  const [filled, metric] = alarm(name).Metrics;
  expect(filled).toEqual({ Id: 'expr_1', Expression: 'FILL(m, 0)', ReturnData: true });
  expect(metric).toMatchObject({ Id: 'm', ReturnData: false });
  return metric.MetricStat;
}

const SCHEDULED = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'];

describe('every alarm', () => {
  it.each(alarms.map((each) => [each.AlarmName, each]))('%s goes to the operators, and says what to do', (_, each) => {
    const topic = { Ref: idOf('AWS::SNS::Topic') };
    expect(each.AlarmActions).toEqual([topic]);
    expect(each.OKActions ?? [topic]).toEqual([topic]);
    expect(textOf(each.AlarmDescription)).toMatch(
      /\.\nWhat to do: https:\/\/docs\.example\.com\/partner-program\/runbook#[a-z-]+ \.(\n|$)/,
    );
    expect(textOf(each.AlarmDescription).length).toBeLessThan(1024);
  });

  it.each(alarms.map((each) => [each.AlarmName, each]))('%s names a heading that the runbook has', (_, each) => {
    const [, anchor] = /runbook#(\S+) \./.exec(textOf(each.AlarmDescription)) ?? [];
    const runbook = join(import.meta.dirname, '../../../docs/runbook.md');
    expect(existsSync(runbook)).toBe(true);
    const headings = [...readFileSync(runbook, 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
    expect(headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))).toContain(anchor);
  });
});

describe('the mail of an alarm', () => {
  it('leads to the executions of its workflow, and to the log of its minutes', () => {
    const console = 'https://<AWS::Region>.console.aws.amazon.com';
    expect(textOf(alarm('kpi-refresh failed').AlarmDescription).split('\n')).toEqual([
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
      ({ AlarmDescription }) => /saved query "(.+)"/.exec(textOf(AlarmDescription))?.[1] ?? [],
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

describe('a chat', () => {
  it('gets the alarms, if the stage names one, and can do nothing in AWS', () => {
    const stack = new Stack();
    const channel = { workspaceId: 'T012ABCDEFG', channelId: 'C012ABCDEFG' };
    new ChatChannel(stack, 'Chat', readStageSettings({ stage: 'dev' }), channel, new Topic(stack, 'Topic'));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      ConfigurationName: 'partner-program-dev-alarms',
      SlackWorkspaceId: 'T012ABCDEFG',
      SlackChannelId: 'C012ABCDEFG',
      SnsTopicArns: [{ Ref: Match.stringLikeRegexp('^Topic') }],
      GuardrailPolicies: [Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([':iam::aws:policy/AWSDenyAll'])] })],
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: Match.absent(),
      ManagedPolicyArns: Match.absent(),
    });
    expect(resourcesOfType(operations, 'AWS::Chatbot::SlackChannelConfiguration')).toEqual([]);
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
    for (const name of [...SCHEDULED, 'import', 'partner-command', 'merge-partners', 'reindex'])
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
