import { describe, expect, it } from 'vitest';
import { synthesized, type TemplateResource } from '../synthesized.ts';

const stages = ['prod', 'dev'].map((stage) => ({ stage, ...synthesized({ stage }) }));

type Found = { readonly stage: string; readonly id: string; readonly resource: TemplateResource };

const resources: Found[] = stages.flatMap(({ stage, templates }) =>
  Object.values(templates).flatMap((template) =>
    Object.entries(template).map(([id, resource]) => ({ stage, id, resource })),
  ),
);

const nameOf = ({ stage, id, resource }: Found): string => `${stage}, ${resource.Type} ${id}`;

describe('a value that a stack takes from another', () => {
  const assemblies = stages.flatMap(({ stacks, assembly }) =>
    Object.values(stacks).map(({ stackName }) => [stackName, assembly.getStackByName(stackName).template] as const),
  );

  it.each(assemblies)('is no export, which would keep the other from changing: %s', (_, template) => {
    const exported = Object.entries(template.Outputs ?? {}).filter(([, output]) => 'Export' in (output as object));
    expect(exported).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
  });

  it('is an output that the other one has', () => {
    const outputs = new Map(assemblies.map(([name, { Outputs }]) => [name, Object.keys(Outputs ?? {})]));
    const taken = assemblies.flatMap(([, template]) => stackOutputsIn(template));
    expect(taken.length).toBeGreaterThan(100);
    expect(taken.filter(({ StackName, OutputName }) => !outputs.get(StackName)?.includes(OutputName))).toEqual([]);
  });
});

type StackOutput = { StackName: string; OutputName: string };

function stackOutputsIn(value: unknown): StackOutput[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Fn::GetStackOutput' in value ? [value['Fn::GetStackOutput'] as StackOutput] : [];
  return [...own, ...Object.values(value).flatMap(stackOutputsIn)];
}

/** Types that take no tags (AWS CloudFormation Template Reference: the page of each has no `Tags`). */
const WITHOUT_TAGS = [
  'AWS::Backup::BackupSelection',
  'AWS::Events::Archive',
  'AWS::IAM::Policy',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Logs::QueryDefinition',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  // Its group has them.
  'AWS::Scheduler::Schedule',
];

/** Where a type has its tags, if they are not called `Tags`. */
const TAGS_OF: Record<string, string> = {
  'AWS::Backup::BackupPlan': 'BackupPlanTags',
  'AWS::Backup::BackupVault': 'BackupVaultTags',
  'AWS::Budgets::Budget': 'ResourceTags',
};

/** By key; some types list them, some map them. */
function tagsOf({ Type, Properties }: TemplateResource): Record<string, string> {
  const tags = Properties?.[TAGS_OF[Type] ?? 'Tags'] ?? {};
  if (!Array.isArray(tags)) return tags;
  return Object.fromEntries(tags.map(({ Key, Value }: Record<string, string>) => [Key, Value]));
}

describe('everything that can have tags', () => {
  it('says of which program and stage it is, and who pays for it', () => {
    const tagged = resources.filter(({ resource }) => !WITHOUT_TAGS.includes(resource.Type));
    expect(tagged.length).toBeGreaterThan(300);
    const expected = ({ stage }: Found) => ({ program: 'partner-program', stage, 'cost-center': 'unassigned' });
    const wrong = tagged.filter((each) => {
      const tags = tagsOf(each.resource);
      return Object.entries(expected(each)).some(([key, value]) => tags[key] !== value);
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('is in a stack that has the same tags', () => {
    for (const { stage, stacks } of stages)
      for (const stack of Object.values(stacks))
        expect(stack.tags.tagValues()).toMatchObject({ program: 'partner-program', stage });
  });
});

/**
 * Services that say no source when they take a role on: AWS Lambda Developer Guide, "Defining Lambda function
 * permissions with an execution role", names no such condition. A function takes roles of its own account alone. AWS
 * Backup Developer Guide, "Cross-service confused deputy prevention", names one for policies of resources alone: a role
 * with it might be taken on for no backup at all.
 */
const WITHOUT_SOURCE = ['lambda.amazonaws.com', 'backup.amazonaws.com'];

const SOURCES = ['aws:SourceAccount', 'aws:SourceArn'];

// biome-ignore lint/suspicious/noExplicitAny: a policy document is JSON that these tests assert on
type Statement = any;

/** What roles, buckets, queues, topics and keys allow services of AWS to do. */
const allowances = resources.flatMap((found) => {
  const { AssumeRolePolicyDocument, PolicyDocument, KeyPolicy } = found.resource.Properties ?? {};
  return [AssumeRolePolicyDocument, PolicyDocument, KeyPolicy]
    .flatMap((document) => (document?.Statement ?? []) as Statement[])
    .filter(({ Effect, Principal }) => Effect === 'Allow' && Principal?.Service !== undefined)
    .map((statement) => ({ found, statement }));
});

describe('a service of AWS', () => {
  it('is trusted only when it acts for this account', () => {
    const restricted = allowances.filter(({ statement }) => !WITHOUT_SOURCE.includes(statement.Principal.Service));
    expect(new Set(restricted.map(({ statement }) => statement.Principal.Service)).size).toBeGreaterThan(5);
    const open = restricted.filter(({ statement }) => {
      const keys = Object.values(statement.Condition ?? {}).flatMap((test) => Object.keys(test as object));
      return !keys.some((key) => SOURCES.includes(key));
    });
    expect(open.map(({ found }) => nameOf(found))).toEqual([]);
  });

  it('takes on a role for the account and the resource that the role is for', () => {
    const roles = allowances.filter(
      ({ found, statement }) =>
        found.resource.Type === 'AWS::IAM::Role' && !WITHOUT_SOURCE.includes(statement.Principal.Service),
    );
    expect(roles.length).toBeGreaterThan(20);
    for (const { found, statement } of roles) {
      const keys = Object.values(statement.Condition ?? {}).flatMap((test) => Object.keys(test as object));
      expect(keys.sort(), nameOf(found)).toEqual(SOURCES);
    }
  });

  it('is not let in by a permission of a function that names no source', () => {
    const permissions = resources.filter(({ resource }) => resource.Type === 'AWS::Lambda::Permission');
    expect(permissions.filter(({ resource }) => !('SourceArn' in resource.Properties)).map(nameOf)).toEqual([]);
  });
});

describe('the budget of a stage', () => {
  const budgets = resources.filter(({ resource }) => resource.Type === 'AWS::Budgets::Budget');

  it('counts what has the tags of the program and of the stage', () => {
    expect(budgets.map(({ stage }) => stage)).toEqual(['prod', 'dev']);
    for (const { stage, resource } of budgets) {
      const { Budget } = resource.Properties;
      expect(Budget).toMatchObject({
        BudgetName: `partner-program-${stage}`,
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: 50, Unit: 'USD' },
      });
      expect(Budget.FilterExpression).toEqual({
        And: [{ Tags: { Key: 'program', Values: ['partner-program'] } }, { Tags: { Key: 'stage', Values: [stage] } }],
      });
    }
  });

  it('tells the topic of the alarms of 80 % and all of it spent, and of all of it expected to be', () => {
    const notices = budgets[0]?.resource.Properties.NotificationsWithSubscribers;
    // biome-ignore lint/suspicious/noExplicitAny: see above
    expect(notices.map(({ Notification }: any) => [Notification.NotificationType, Notification.Threshold])).toEqual([
      ['ACTUAL', 80],
      ['ACTUAL', 100],
      ['FORECASTED', 100],
    ]);
    for (const { Subscribers } of notices)
      expect(Subscribers).toEqual([
        { SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^AlarmsTopic/) } },
      ]);
  });
});
