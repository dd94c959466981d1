import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../../infra/config.ts';
import { ChatChannel } from '../../../../infra/constructs/operations/chat-channel.ts';
import { resourcesOfType, type TemplateResource, written } from '../synthesized.ts';
import { alarms, idOf, operations, type Properties, SCHEDULED, workflows } from './prod.ts';

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
