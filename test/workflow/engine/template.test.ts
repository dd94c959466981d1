import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import type { Resource, Stack } from '../../../infra/local/emulator/template/assembly.ts';
import { Resolver } from '../../../infra/local/emulator/template/resolver.ts';
import { refuseUnknownTypes } from '../../../infra/local/emulator/template/resource-types.ts';

const stackOf = (name: string, types: Record<string, string>, sections: Partial<Stack> = {}): Stack => {
  const resources = new Map<string, Resource>();
  const stack: Stack = { name, resources, outputs: {}, parameters: {}, mappings: {}, assets: new Map(), ...sections };
  for (const [logicalId, type] of Object.entries(types))
    resources.set(logicalId, { logicalId, type, properties: {} as JsonObject, isConditional: false, stack });
  return stack;
};

const data = stackOf(
  'data',
  {
    Table: 'AWS::DynamoDB::Table',
    Uploads: 'AWS::S3::Bucket',
    Queue: 'AWS::SQS::Queue',
    Machine: 'AWS::StepFunctions::StateMachine',
  },
  {
    outputs: { Out: { Value: { Ref: 'Table' }, Export: { Name: 'data:Table' } } },
    parameters: {
      Level: { Type: 'String', Default: 'info' },
      Ami: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'x' },
    },
    mappings: { ByRegion: { 'eu-west-1': { host: 'h' } } },
  },
);
const other = stackOf('other', {});
const resolver = new Resolver([data, other]);

/** A variable of Fn::Sub. */
const reference = (name: string): string => `\${${name}}`;

describe('an intrinsic function has its value', () => {
  it.each<[Json, Json]>([
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'AWS::StackName' }, 'data'],
    [{ Ref: 'Table' }, 'data-Table'],
    [{ Ref: 'Uploads' }, 'data-uploads'],
    [{ Ref: 'Level' }, 'info'],
    [{ Ref: 'Machine' }, 'arn:aws:states:eu-west-1:000000000000:stateMachine:data-Machine'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:eu-west-1:000000000000:table/data-Table'],
    [{ 'Fn::GetAtt': 'Machine.Name' }, 'data-Machine'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }, 1]] }, 'a-aws-1'],
    [
      { 'Fn::Sub': `arn:${reference('AWS::Partition')}:${reference('Table')}:${reference('Table.Arn')}` },
      'arn:aws:data-Table:arn:aws:dynamodb:eu-west-1:000000000000:table/data-Table',
    ],
    [
      { 'Fn::Sub': [`${reference('!kept')} ${reference('own')}`, { own: { Ref: 'Level' } }] },
      `${reference('kept')} info`,
    ],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] }, 'data-Table'],
    [{ 'Fn::FindInMap': ['ByRegion', { Ref: 'AWS::Region' }, 'host'] }, 'h'],
    [{ a: [{ Ref: 'Level' }, { b: null }] }, { a: ['info', { b: null }] }],
  ])('%j', (value, expected) => {
    expect(resolver.resolve(value, data, 'tried')).toEqual(expected);
  });

  it("has the value of another stack's output", () => {
    const taken = { 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'Out', Region: { Ref: 'AWS::Region' } } };
    expect(resolver.resolve(taken, other, 'tried')).toBe('data-Table');
  });

  it("has the value of another stack's export", () => {
    expect(resolver.resolve({ 'Fn::ImportValue': 'data:Table' }, other, 'tried')).toBe('data-Table');
  });
});

describe('a template value that is unknown here is refused, naming the path to it', () => {
  it.each<[Json, RegExp]>([
    [{ a: [{ 'Fn::Base64': 'x' }] }, /^tried\.a\[0\]: Fn::Base64: not known/],
    [{ a: { Ref: 'Nope' } }, /^tried\.a: refers to Nope, which data does not hold/],
    [{ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'Nope' } }, /takes the output Nope of data, which no/],
    [{ 'Fn::ImportValue': 'nope' }, /imports nope, which no stack exports/],
    [{ 'Fn::GetAtt': ['Uploads', 'DomainName'] }, /attribute DomainName of a AWS::S3::Bucket/],
    [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, /^data\.Table: has no stream/],
    [{ Ref: 'Ami' }, /parameter Ami/],
    [{ 'Fn::Select': [5, ['a']] }, /there is no item 5/],
  ])('%j', (value, message) => {
    expect(() => resolver.resolve(value, data, 'tried')).toThrow(message);
  });

  it('an unknown type of resource is refused', () => {
    const stack = stackOf('tried', { Kept: 'AWS::IAM::Role', Bus: 'AWS::MSK::Cluster' });
    expect(() => refuseUnknownTypes([stack])).toThrow(/^tried\.Bus: resources of type AWS::MSK::Cluster/);
  });
});
