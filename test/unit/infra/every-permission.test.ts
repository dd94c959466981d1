import { describe, expect, it } from 'vitest';
import { EVERYTHING, synthesized, type TemplateResource, written } from './synthesized.ts';

const { templates } = synthesized({ stage: 'prod' }, EVERYTHING);

type Statement = { holder: string; actions: string[]; resources: string[]; condition: string };

// biome-ignore lint/suspicious/noExplicitAny: a policy document is JSON that these tests assert on
type Json = any;

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const hasWildcard = (text: string): boolean => text.includes('*');

/** What a role lets its holder do: in itself, or by a policy attached to it. */
function identityPolicies([id, { Type, Properties }]: [string, TemplateResource]): [string, Json][] {
  if (Type === 'AWS::IAM::Role')
    return (Properties.Policies ?? []).map(({ PolicyDocument }: Json) => [id, PolicyDocument]);
  if (Type === 'AWS::IAM::Policy') return [[written(Properties.Roles[0]), Properties.PolicyDocument]];
  return [];
}

function statements([holder, document]: [string, Json]): Statement[] {
  return document.Statement.filter(({ Effect }: Json) => Effect === 'Allow').map((statement: Json) => ({
    holder,
    actions: asList(statement.Action).map(String).sort(),
    resources: asList(statement.Resource).map(written).sort(),
    condition: statement.Condition ? conditionText(statement.Condition) : '',
  }));
}

const conditionText = (condition: Json): string =>
  Object.entries<Json>(condition)
    .flatMap(([test, keys]) =>
      Object.entries(keys).map(([key, value]) => `${test} ${key} ${asList(value).map(written).join(' or ')}`),
    )
    .join(', ');

const all = Object.values(templates)
  .flatMap((resources) => Object.entries(resources))
  .flatMap(identityPolicies)
  .flatMap(statements);

/** Actions that AWS lets nobody narrow down to a resource, and why they are needed. */
const ON_ANYTHING: Record<string, string> = {
  'logs:CreateLogDelivery': 'a state machine delivers its log',
  'logs:DeleteLogDelivery': 'a state machine delivers its log',
  'logs:DescribeLogGroups': 'a state machine delivers its log',
  'logs:DescribeResourcePolicies': 'a state machine delivers its log',
  'logs:GetLogDelivery': 'a state machine delivers its log',
  'logs:ListLogDeliveries': 'a state machine delivers its log',
  'logs:PutResourcePolicy': 'a state machine delivers its log',
  'logs:UpdateLogDelivery': 'a state machine delivers its log',
  'xray:GetSamplingRules': 'traces',
  'xray:GetSamplingTargets': 'traces',
  'xray:PutTelemetryRecords': 'traces',
  'xray:PutTraceSegments': 'traces',
};

/** How resources with a wildcard may end, and why they are not narrower. */
const WITHIN: [RegExp, string][] = [
  [
    /\/runs\/(kpi-refresh|directory-submission|renewal-notices|grace-expiry|partner-command|merge-partners)\/\*$/,
    'a run makes new files',
  ],
  [/:ReportsBucket\/runs\/\*$/, 'a person may be in the report of any run'],
  [/:ReportsBucket\/sorted\/\*$/, 'each large file is sorted into objects of its own'],
  [/:ReportsBucket\/directory\/\*$/, 'each month has a batch of its own'],
  [/:ImportsBucket\/(reports\/)?\*$/, 'uploads have any name; each import has a report of its own'],
  [/:execution:[a-z-]+(\/(segments|stretches))?:\*$/, 'executions get their names when they start'],
];

describe('every statement of every role', () => {
  it('names its actions', () => {
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter(({ actions }) => actions.some(hasWildcard))).toEqual([]);
  });

  it('names its resources if there are any to name', () => {
    const open = all.filter(({ resources }) => resources.includes('*')).flatMap(({ actions }) => actions);
    expect([...new Set(open)].sort()).toEqual(Object.keys(ON_ANYTHING).sort());
  });

  it('has no wildcard in a resource, except for what is created later', () => {
    const wild = all
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource !== '*' && hasWildcard(resource));
    expect(wild.filter((resource) => !WITHIN.some(([allowed]) => allowed.test(resource)))).toEqual([]);
    for (const [allowed] of WITHIN) expect(wild.some((resource) => allowed.test(resource))).toBe(true);
  });

  it('is in permissions.txt, the list that reviewers read', async () => {
    const lines = all.map(({ holder, actions, resources, condition }) =>
      [
        holder.replace(/[0-9A-F]{8}$/, ''),
        ...actions.map((action) => `    ${action}`),
        ...resources.map((resource) => `  on ${resource.replaceAll(/[0-9A-F]{8}\b/g, '')}`),
        ...(condition === '' ? [] : [`  if ${condition}`]),
      ].join('\n'),
    );
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('permissions.txt');
  });
});
