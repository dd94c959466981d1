import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, synthesized, type TemplateResource, written } from './synthesized.ts';

const ROOT = join(import.meta.dirname, '../../..');

const { app, workflows } = synthesized({ stage: 'prod' }, EVERYTHING);

type Statement = {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: unknown;
};

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

// biome-ignore lint/suspicious/noExplicitAny: a policy document is JSON that these tests assert on
const statementsIn = (document: any): Statement[] =>
  document.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow').map(
    // biome-ignore lint/suspicious/noExplicitAny: see above
    ({ Action, Resource, Condition }: any) => ({
      actions: asList(Action),
      resources: asList(Resource).map(written),
      condition: Condition,
    }),
  );

/** Everything that a role may do: its inline policies, and those attached to it. */
function permissionsOf(role: string): Statement[] {
  const inline = (workflows[role]?.Properties.Policies ?? []).flatMap(({ PolicyDocument }: never) =>
    statementsIn(PolicyDocument),
  );
  const attached = Object.values(workflows)
    .filter(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Policy' && Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
    )
    .flatMap(({ Properties }) => statementsIn(Properties.PolicyDocument));
  return [...inline, ...attached];
}

const idsOf = (type: string) => Object.keys(workflows).filter((id) => workflows[id]?.Type === type);
const roles = idsOf('AWS::IAM::Role');
const functions = idsOf('AWS::Lambda::Function');
const roleOf = (id: string): string => (workflows[id] as TemplateResource).Properties.Role['Fn::GetAtt'][0];

/** The function whose logical id starts with a name. */
const functionCalled = (name: string): string => functions.find((id) => id.startsWith(name)) ?? `no function ${name}`;
const environmentOf = (name: string) => workflows[functionCalled(name)]?.Properties.Environment.Variables;
const permissionsOfFunction = (name: string) => permissionsOf(roleOf(functionCalled(name)));
const actionsOf = (name: string) => permissionsOfFunction(name).flatMap(({ actions }) => actions);

/** Actions for which AWS has no resource to name. */
const WITHOUT_RESOURCE = [
  /^xray:/,
  /^logs:\w+LogDeliver(y|ies)$/,
  /^logs:(Put|Describe)ResourcePolic(y|ies)$/,
  /^logs:DescribeLogGroups$/,
];

describe('every permission', () => {
  it.each(roles)('is limited, for %s, to named actions', (role) => {
    const actions = permissionsOf(role).flatMap(({ actions }) => actions);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it.each(roles)('is limited, for %s, to named resources if there are any to name', (role) => {
    const onAnything = permissionsOf(role).filter(({ resources }) => resources.includes('*'));
    const actions = onAnything.flatMap(({ actions }) => actions);
    expect(actions.filter((action) => !WITHOUT_RESOURCE.some((known) => known.test(action)))).toEqual([]);
  });

  it('passes cdk-nag without findings', () => {
    expect(new AwsSolutionsChecks().validateScope(app).violations).toEqual([]);
  });
});

/** The calls to a service that are in the code: `new GetItemCommand(…)` is GetItem. */
function callsTo(client: string): Set<string> {
  const files = globSync('{shared,functions}/**/*.ts', { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  );
  const calling = files.filter((text) => text.includes(`'@aws-sdk/${client}'`));
  return new Set(calling.flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, call]) => String(call))));
}

/** Reading a stream: Lambda does it in the name of the function (AWS Lambda Developer Guide, DynamoDB). */
const BY_LAMBDA = ['DescribeStream', 'GetRecords', 'GetShardIterator'];

describe('the functions', () => {
  const allowed = (service: string) =>
    functions
      .flatMap((id) => permissionsOf(roleOf(id)).flatMap(({ actions }) => actions))
      .filter((action) => action.startsWith(`${service}:`))
      .map((action) => action.split(':')[1]);

  it.each([
    ['dynamodb', 'client-dynamodb'],
    ['ses', 'client-ses'],
  ])('are permitted exactly the actions of %s that their code calls', (service, client) => {
    const own = allowed(service).filter((action) => !BY_LAMBDA.includes(String(action)));
    expect(new Set(own)).toEqual(callsTo(client));
  });
});

describe('each function', () => {
  it('has a role of its own', () => {
    expect(new Set(functions.map(roleOf)).size).toBe(functions.length);
  });

  it('is Node 24 on ARM64, traced, with logs that are not kept for ever', () => {
    for (const id of functions) {
      const { LoggingConfig, ...properties } = workflows[id]!.Properties;
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
      expect(workflows[LoggingConfig.LogGroup.Ref]?.Properties.RetentionInDays).toBe(90);
    }
  });

  it.each(['KpiRefresh', 'DirectorySubmission', 'RenewalNotices', 'GraceExpiry'])(
    '%s plans without any resource but the named partners (R-OPS-2)',
    (name) => {
      const actions = actionsOf(`${name}PlanFunction`).filter((action) => !/^(logs|xray):/.test(action));
      expect(actions).toEqual(['dynamodb:BatchGetItem']);
    },
  );

  it.each([
    ['KpiRefreshPageFunction', 'due'],
    ['DirectorySubmissionPageFunction', 'due'],
    ['RenewalNoticesPageFunction', 'due'],
    ['GraceExpiryPageFunction', 'expiry'],
  ])('%s may query the index %s and no other', (name, index) => {
    const resources = permissionsOfFunction(name).flatMap(({ resources }) => resources);
    expect(
      resources.filter((resource) => resource.includes('/index/')).map((resource) => resource.split('/index/')[1]),
    ).toEqual([index]);
  });

  it.each([
    ['RenewalNoticesPageFunction', true],
    ['GraceExpiryPageFunction', true],
    ['DirectorySubmissionPageFunction', true],
    ['PartnerCommandRunFunction', true],
    ['KpiRefreshPageFunction', true],
    ['DirectorySubmissionAssembleFunction', false],
    ['RenewalNoticesReportFunction', false],
    ['PartnerCommandEraseFunction', false],
    ['ImportImportFunction', false],
    ['MergePartnersStepFunction', false],
  ])('%s is permitted to send mail: %s', (name, sends) => {
    expect(actionsOf(name).includes('ses:SendRawEmail')).toBe(sends);
    const names = ['SENDER', 'OPERATORS_ADDRESS', 'CONFIGURATION_SET', 'SEND_RATE', 'PARTNER_CENTER_URL'];
    expect(names.filter((variable) => variable in environmentOf(name))).toEqual(sends ? names : []);
  });

  it("sends mail, if any, from the program's address and through its configuration set", () => {
    const [send] = permissionsOfFunction('RenewalNoticesPageFunction').filter(({ actions }) =>
      actions.includes('ses:SendRawEmail'),
    );
    expect(send?.condition).toEqual({ StringEquals: { 'ses:FromAddress': 'partner-program@example.com' } });
    expect(send?.resources).toHaveLength(2);
  });

  it('sends mail, in a stage that is limited to some recipients, to them, the operators and the mailbox simulator', () => {
    const dev = synthesized({ stage: 'dev' }).workflows;
    const role = Object.entries(dev).find(([id]) => id.startsWith('RenewalNoticesPageFunctionRole'))?.[1];
    const [{ PolicyDocument }] = role?.Properties.Policies ?? [];
    const [send] = statementsIn(PolicyDocument).filter(({ actions }) => actions.includes('ses:SendRawEmail'));
    expect(send?.condition).toEqual({
      StringEquals: { 'ses:FromAddress': 'partner-program@dev.example.com' },
      'ForAllValues:StringLike': { 'ses:Recipients': ['operators@dev.example.com', '*@simulator.amazonses.com'] },
    });
    expect(send?.resources.at(-1)).toMatch(/:identity\/operators@dev\.example\.com$/);
  });

  const SCAN = 'dynamodb:Scan';
  const isMaintenance = (id: string) => id.startsWith('ReindexReindexFunction');

  it.each(functions)('%s never scans, but for maintenance, nor deletes or writes several items at once', (id) => {
    const all = permissionsOf(roleOf(id)).flatMap(({ actions }) => actions);
    // A message that was taken is deleted from its queue.
    const actions = all.filter((action) => action !== 'sqs:DeleteMessage' && !(isMaintenance(id) && action === SCAN));
    expect(actions.filter((action) => /Scan|Delete|BatchWrite|Transact|PartiQL/.test(action))).toEqual([]);
  });

  it.each([
    ['RenewalNoticesPageFunction', ['/runs/renewal-notices/*']],
    ['RenewalNoticesReportFunction', ['/runs/renewal-notices/*']],
    ['PartnerCommandRunFunction', ['/runs/partner-command/*']],
    ['PartnerCommandEraseFunction', ['/*', '/runs/*', '/sorted/*']],
    ['MergePartnersStepFunction', ['/runs/merge-partners/*']],
    ['ImportImportFunction', ['/reports/*', '/sorted/*']],
  ])('%s writes files only below %s', (name, prefixes) => {
    const written = permissionsOfFunction(name).filter(({ actions }) => actions.includes('s3:PutObject'));
    expect(
      written.flatMap(({ resources }) => resources.map((resource) => resource.slice(resource.indexOf('/')))),
    ).toEqual(prefixes);
  });
});

describe('each state machine', () => {
  it.each(idsOf('AWS::StepFunctions::StateMachine'))('%s may call exactly the functions in its definition', (id) => {
    const { DefinitionString, RoleArn } = workflows[id]!.Properties;
    const called = [...written(DefinitionString).matchAll(/"Resource":"(<[^>]+>)"/g)].map(([, arn]) => arn);
    const invoke = permissionsOf(RoleArn['Fn::GetAtt'][0]).filter(({ actions }) =>
      actions.includes('lambda:InvokeFunction'),
    );
    expect(invoke.flatMap(({ resources }) => resources).sort()).toEqual([...new Set(called)].sort());
  });

  it('is permitted, if it has a map, to start itself and manage its own executions', () => {
    const role =
      workflows[idsOf('AWS::StepFunctions::StateMachine').find((id) => id.startsWith('GraceExpiry')) ?? '']?.Properties
        .RoleArn;
    const states = permissionsOf(role['Fn::GetAtt'][0]).filter(({ actions }) =>
      actions.some((action) => action.startsWith('states:')),
    );
    expect(states.map(({ actions, resources }) => [actions, resources.map((arn) => arn.split(':states:')[1])])).toEqual(
      [
        [['states:StartExecution'], ['<AWS::Region>:<AWS::AccountId>:stateMachine:grace-expiry']],
        [
          ['states:DescribeExecution', 'states:StopExecution'],
          ['<AWS::Region>:<AWS::AccountId>:execution:grace-expiry:*'],
        ],
        [['states:RedriveExecution'], ['<AWS::Region>:<AWS::AccountId>:execution:grace-expiry/segments:*']],
      ],
    );
  });
});

describe('the partner command', () => {
  it('is permitted to start the merge and no other state machine, to wait for it and to stop it', () => {
    const command = idsOf('AWS::StepFunctions::StateMachine').find((id) => id.startsWith('PartnerCommand')) ?? '';
    const role = workflows[command]?.Properties.RoleArn['Fn::GetAtt'][0];
    const nested = permissionsOf(role).filter(({ actions }) => /^(states|events):/.test(actions[0] ?? ''));
    const resourceOf = (resource: string) => resource.replace(/^.*<AWS::AccountId>:/, '').replace(/[0-9A-F]{8}>$/, '>');
    expect(nested.map(({ actions, resources }) => [actions, resources.map(resourceOf)])).toEqual([
      [['states:StartExecution'], ['<MergePartnersMachineStateMachine>']],
      [['states:DescribeExecution', 'states:StopExecution'], ['execution:merge-partners:*']],
      [
        ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
        ['rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'],
      ],
    ]);
  });
});

describe('each queue', () => {
  const policies = idsOf('AWS::SQS::QueuePolicy').map((id) => workflows[id]!.Properties);
  const policyOf = (id: string) => policies.find(({ Queues }) => Queues.some(({ Ref }: { Ref: string }) => Ref === id));

  it.each(idsOf('AWS::SQS::Queue'))('%s is encrypted, takes TLS only and keeps messages for two weeks', (id) => {
    expect(workflows[id]?.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
    expect(policyOf(id)?.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it.each(['MailEventsQueue', 'MailEventsDeadLetters'])(
    '%s lets EventBridge send for the rule, and nobody else',
    (name) => {
      const id = idsOf('AWS::SQS::Queue').find((each) => each.startsWith(name)) ?? '';
      const allowed = policyOf(id)?.PolicyDocument.Statement.filter(
        ({ Effect }: { Effect: string }) => Effect === 'Allow',
      );
      expect(allowed).toHaveLength(1);
      const [{ Principal, Action, Condition }] = allowed;
      expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
      expect(asList(Action)).toContain('sqs:SendMessage');
      expect(written(Condition.ArnEquals['aws:SourceArn'])).toMatch(/^<MailEventsOnEvent\w+\.Arn>$/);
    },
  );
});
