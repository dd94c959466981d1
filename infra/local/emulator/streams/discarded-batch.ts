import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { functionArnOf } from '../template/identity.ts';
import type { StreamRecord } from './stream-record.ts';

export type DiscardCondition = 'RecordAgeExceeded' | 'RetryAttemptsExhausted';

export type DiscardedBatch = {
  readonly functionNameOrArn: string;
  readonly streamArn: string;
  readonly condition: DiscardCondition;
  /** Calls of the function with it. */
  readonly calls: number;
  /** Whether the last call failed; otherwise its answer named records. */
  readonly isError: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A stream has one shard here. */
const SHARD = 'shardId-00000000000000000000-00000000';

/**
 * What a destination is told of records that were given up: where they are in the stream, not what they are ("Retain
 * discarded records for a DynamoDB event source in Lambda" of the AWS Lambda Developer Guide).
 */
export function discardedBatch(records: readonly StreamRecord[], about: DiscardedBatch): JsonObject {
  const { functionNameOrArn, streamArn, condition, calls, isError, at } = about;
  const [first, last] = [records[0], records.at(-1)] as [StreamRecord, StreamRecord];
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionArnOf(functionNameOrArn),
      condition,
      approximateInvokeCount: calls,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(isError && { functionError: 'Unhandled' }),
    },
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    DDBStreamBatchInfo: {
      shardId: SHARD,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: inSeconds(first.at),
      approximateArrivalOfLastRecord: inSeconds(last.at),
      batchSize: records.length,
      streamArn,
    },
  };
}

/** ISO instant, in whole seconds. */
const inSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
