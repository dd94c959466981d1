import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../infra/local/emulator/json.ts';
import { readStreamSource } from '../../../../infra/local/emulator/streams/read-stream-sources.ts';
import { readView } from '../../../../infra/local/emulator/streams/read-streams.ts';
import type { Resource, Stack } from '../../../../infra/local/emulator/template/assembly.ts';
import { Resolver } from '../../../../infra/local/emulator/template/resolver.ts';

const STREAM = 'arn:aws:dynamodb:eu-west-1:000000000000:table/T/stream/2000-01-01T00:00:00.000';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';

const resourceOf = (type: string, properties: JsonObject): Resource => {
  const sections = { outputs: {}, parameters: {}, mappings: {}, assets: new Map<string, string>() };
  const stack: Stack = { name: 'tried', resources: new Map(), ...sections };
  return { logicalId: 'It', type, properties, isConditional: false, stack };
};
const mappingOf = (properties: JsonObject) =>
  readStreamSource(
    resourceOf('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: STREAM,
      FunctionName: 'take',
      StartingPosition: 'LATEST',
      ...properties,
    }),
    new Resolver([]),
  );
const filters = (...patterns: readonly Json[]): JsonObject => ({
  FilterCriteria: { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
});
const keyPattern = (...pk: readonly Json[]): JsonObject => ({ dynamodb: { Keys: { pk: { S: pk } } } });

describe('the source of a stream', () => {
  it("has Lambda's defaults where the template says nothing", () => {
    expect(mappingOf({})).toEqual({
      streamArn: STREAM,
      functionNameOrArn: 'take',
      batchSize: 100,
      retryAttempts: Number.POSITIVE_INFINITY,
      maxAgeMs: 86_400_000,
      bisects: false,
      reportsFailures: false,
      onFailure: null,
      accepts: expect.any(Function),
    });
    expect(mappingOf({ Enabled: false })).toBeUndefined();
  });

  it('is what the template says', () => {
    const properties = {
      BatchSize: 7,
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: QUEUE } },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 3_600,
      MaximumRetryAttempts: 0,
    };
    expect(mappingOf(properties)).toMatchObject({
      batchSize: 7,
      bisects: true,
      onFailure: QUEUE,
      reportsFailures: true,
      maxAgeMs: 3_600_000,
      retryAttempts: 0,
    });
    // A record is in its stream for a day, whatever the mapping says.
    expect(mappingOf({ MaximumRecordAgeInSeconds: 604_800 })?.maxAgeMs).toBe(86_400_000);
  });

  it.each<[JsonObject, boolean]>([
    [{}, true],
    [filters(), true],
    [filters(keyPattern({ prefix: 'PARTNER#' })), true],
    [filters(keyPattern('other'), keyPattern('PARTNER#1')), true],
    [filters(keyPattern('other')), false],
  ])('accepts a record, with %j: %s', (criteria, expected) => {
    expect(mappingOf(criteria)?.accepts({ dynamodb: { Keys: { pk: { S: 'PARTNER#1' } } } })).toBe(expected);
  });

  it.each<[JsonObject, RegExp]>([
    [{ StartingPosition: 'AT_TIMESTAMP' }, /^tried\.It\.StartingPosition: got "AT_TIMESTAMP"/],
    [{ ParallelizationFactor: 2 }, /ParallelizationFactor does not run/],
    [{ BatchSize: 10_001 }, /BatchSize: expected a whole number from 1 to 10000, got 10001/],
    [{ MaximumRetryAttempts: -2 }, /MaximumRetryAttempts: expected a whole number from 0 to 10000, got -2/],
    [{ MaximumRecordAgeInSeconds: 59 }, /MaximumRecordAgeInSeconds: expected a whole number from 60 to 604800/],
    [{ FunctionResponseTypes: ['Other'] }, /Other does not run/],
    [{ DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:…' } } }, /is no destination here; queues are/],
    [filters({ eventName: ['INSERT'] }), /Filters\[0\]\.Pattern: eventName does not run/],
    [filters(keyPattern({ wildcard: 'a*' })), /the test \{"wildcard":"a\*"\} does not run/],
    [filters(...Array(6).fill(keyPattern('a'))), /Filters: expected a list of at most 5/],
    [{ FilterCriteria: { Filters: [{ Pattern: {} }] } }, /expected an object with a Pattern in JSON/],
  ])('is refused for %j', (properties, message) => {
    expect(() => mappingOf(properties)).toThrow(message);
  });
});

describe('the stream of a table', () => {
  const table = resourceOf('AWS::DynamoDB::Table', {});

  it.each<[Json, RegExp]>([
    [{}, /StreamViewType: expected one of KEYS_ONLY, .*, got undefined/],
    [{ StreamViewType: 'ALL' }, /StreamViewType: expected one of .*, got "ALL"/],
    [{ StreamViewType: 'NEW_IMAGE', Other: 1 }, /Other does not run/],
  ])('is refused for %j', (specification, message) => {
    expect(() => readView(specification, table)).toThrow(message);
  });
});
