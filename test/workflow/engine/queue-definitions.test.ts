import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../infra/local/emulator/json.ts';
import { isPermitted, readStatements } from '../../../infra/local/emulator/queues/queue-policy.ts';
import { readEventSource } from '../../../infra/local/emulator/queues/read-event-sources.ts';
import { readQueue } from '../../../infra/local/emulator/queues/read-queues.ts';
import type { Resource, Stack } from '../../../infra/local/emulator/template/assembly.ts';
import { Resolver } from '../../../infra/local/emulator/template/resolver.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:orders';
const RULE = 'arn:aws:events:eu-west-1:000000000000:rule/on-order';

describe('the policy of a queue', () => {
  const allow = (more: JsonObject = {}): JsonObject => ({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
    Resource: QUEUE,
    Condition: { ArnEquals: { 'aws:SourceArn': RULE } },
    ...more,
  });
  const deny = (more: JsonObject = {}): JsonObject => ({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sqs:*',
    Resource: QUEUE,
    ...more,
  });
  const overPlainHttp = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  const permits = (...Statement: readonly JsonObject[]) =>
    isPermitted(readStatements({ Statement }, 'tried'), {
      service: 'events.amazonaws.com',
      action: 'sqs:SendMessage',
      queueArn: QUEUE,
      sourceArn: RULE,
    });

  it.each<[boolean, ...JsonObject[]]>([
    [true, allow()],
    [true, allow(), deny(overPlainHttp)],
    [true, allow({ Resource: `${QUEUE.slice(0, -3)}*`, Action: 'SQS:Send*' })],
    [true, allow({ Principal: '*', Condition: { StringEquals: { 'aws:SourceArn': ['other', RULE] } } })],
    [false],
    [false, deny(overPlainHttp)],
    [false, allow(), deny()],
    [false, allow({ Principal: { Service: 'scheduler.amazonaws.com' } })],
    [false, allow({ Principal: { AWS: 'arn:aws:iam::000000000000:root' } })],
    [false, allow({ Action: 'sqs:ReceiveMessage' })],
    [false, allow({ Resource: `${QUEUE}-dead` })],
    [false, allow({ Condition: { ArnEquals: { 'aws:SourceArn': `${RULE}-2` } } })],
    [false, allow({ Condition: { ArnLike: { 'aws:SourceArn': RULE }, Bool: { 'aws:SecureTransport': 'false' } } })],
  ])('lets a rule send to it: %s', (expected, ...statements) => {
    expect(permits(...statements)).toBe(expected);
  });

  it.each<[JsonObject, RegExp]>([
    [allow({ NotAction: 'sqs:*' }), /^tried\.Statement\[0\]: NotAction does not run/],
    [allow({ Effect: 'Perhaps' }), /Effect: got Perhaps/],
    [allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), /IpAddress does not run/],
    [allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }), /aws:PrincipalOrgID is not known/],
  ])('is refused if it says what is not understood here: %j', (statement, message) => {
    expect(() => permits(statement)).toThrow(message);
  });
});

describe('a template', () => {
  const resourceOf = (type: string, properties: JsonObject): Resource => {
    const stack: Stack = {
      name: 'tried',
      resources: new Map(),
      outputs: {},
      parameters: {},
      mappings: {},
      assets: new Map(),
    };
    return { logicalId: 'It', type, properties, isConditional: false, stack };
  };
  const resolver = new Resolver([]);
  const queueOf = (properties: JsonObject) => readQueue(resourceOf('AWS::SQS::Queue', properties), resolver);
  const mappingOf = (properties: JsonObject) =>
    readEventSource(
      resourceOf('AWS::Lambda::EventSourceMapping', { EventSourceArn: QUEUE, FunctionName: 'take', ...properties }),
      resolver,
    );

  it("gives a queue SQS's defaults where it says nothing", () => {
    expect(queueOf({})).toEqual({
      name: 'tried-It',
      arn: 'arn:aws:sqs:eu-west-1:000000000000:tried-It',
      visibilityMs: 30_000,
      retentionMs: 345_600_000,
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ FifoQueue: true }, /^tried\.It: FifoQueue does not run/],
    [{ DelaySeconds: 5 }, /DelaySeconds does not run/],
    [{ VisibilityTimeout: 0 }, /VisibilityTimeout: expected a whole number above 0, got 0/],
    [{ RedrivePolicy: { deadLetterTargetArn: QUEUE } }, /RedrivePolicy\.maxReceiveCount/],
    [{ RedrivePolicy: { deadLetterTargetArn: QUEUE, maxReceiveCount: 1, other: 1 } }, /other does not run/],
  ])('is refused for the queue %j', (properties, message) => {
    expect(() => queueOf(properties)).toThrow(message);
  });

  it("gives a function that takes from a queue Lambda's defaults where it says nothing", () => {
    expect(mappingOf({})).toEqual({
      queueArn: QUEUE,
      functionNameOrArn: 'take',
      batchSize: 10,
      maxConcurrency: 5,
      reportsFailures: false,
    });
    expect(mappingOf({ Enabled: false })).toBeUndefined();
  });

  it.each<[JsonObject, RegExp]>([
    [{ MaximumBatchingWindowInSeconds: 5 }, /^tried\.It: MaximumBatchingWindowInSeconds does not run/],
    [{ FilterCriteria: {} }, /FilterCriteria does not run/],
    [{ BatchSize: 11 }, /BatchSize: expected a whole number from 1 to 10, got 11/],
    [{ ScalingConfig: { MaximumConcurrency: 1 } }, /MaximumConcurrency: expected a whole number from 2 to 1000, got 1/],
    [{ FunctionResponseTypes: ['Other'] }, /Other does not run/],
    [
      { EventSourceArn: 'arn:aws:kinesis:eu-west-1:000000000000:stream/s' },
      /is no source on one machine; queues and streams of/,
    ],
  ])('is refused for the source %j', (properties, message) => {
    expect(() => mappingOf(properties)).toThrow(message);
  });
});
