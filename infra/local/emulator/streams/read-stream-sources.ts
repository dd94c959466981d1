import { UnsupportedError } from '../errors.ts';
import { type Pattern, parsePattern } from '../events/pattern.ts';
import { readResponseTypes } from '../functions/batch-answer.ts';
import { readDestination } from '../functions/read-invoke-configs.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Resolver } from '../template/resolver.ts';
import { within } from '../template/whole-number.ts';

/** How a function gets the records of a stream. */
export type StreamSourceDefinition = {
  readonly streamArn: string;
  readonly functionNameOrArn: string;
  /** Records of one call, at most. */
  readonly batchSize: number;
  /** Calls of a batch after the first one. */
  readonly retryAttempts: number;
  /** Milliseconds after which a record is not tried again. */
  readonly maxAgeMs: number;
  /** Whether a batch that fails is divided in two. */
  readonly bisects: boolean;
  /** Whether the function's answer names the records that it failed to take. */
  readonly reportsFailures: boolean;
  /** The ARN of the queue that is told of what is given up; null: nobody is. */
  readonly onFailure: string | null;
  /** Whether the function gets a record. */
  readonly accepts: Pattern;
};

const PROPERTIES = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'StartingPosition',
];
/** "Lambda parameters for Amazon DynamoDB event source mappings" of the AWS Lambda Developer Guide. */
const BATCH_SIZE = { usual: 100, most: 10_000 };
const MAX_RETRIES = 10_000;
const AGE_SECONDS = { least: 60, most: 604_800 };
const INFINITE = -1;
/** For as long as a stream has its records: "Change data capture for DynamoDB Streams". */
const RETENTION_MS = 24 * 3_600_000;
/** The stream is as old as the table, and empty at first: both positions are its beginning. */
const POSITIONS: readonly Json[] = ['TRIM_HORIZON', 'LATEST'];
/** "Control which events Lambda sends to your function": without a higher quota. */
const MAX_FILTERS = 5;

/**
 * @returns undefined for one that is switched off
 * @throws UnsupportedError for one that does not run here as it does on AWS
 */
export function readStreamSource(resource: Resource, resolver: Resolver): StreamSourceDefinition | undefined {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, PROPERTIES, where);
  const property = (name: string): Json => resolver.property(resource, name);
  const position = property('StartingPosition');
  if (!POSITIONS.includes(position))
    throw new UnsupportedError(`${where}.StartingPosition`, `got ${JSON.stringify(position)}; ${POSITIONS} are known`);
  const { usual, most } = BATCH_SIZE;
  const definition = {
    streamArn: String(property('EventSourceArn')),
    functionNameOrArn: String(property('FunctionName')),
    batchSize: within(property('BatchSize') ?? usual, 1, most, `${where}.BatchSize`),
    retryAttempts: readRetries(property('MaximumRetryAttempts'), `${where}.MaximumRetryAttempts`),
    maxAgeMs: readAge(property('MaximumRecordAgeInSeconds'), `${where}.MaximumRecordAgeInSeconds`),
    bisects: property('BisectBatchOnFunctionError') === true,
    reportsFailures: readResponseTypes(property('FunctionResponseTypes'), `${where}.FunctionResponseTypes`),
    onFailure: readDestination(property('DestinationConfig'), `${where}.DestinationConfig`),
    accepts: readFilters(property('FilterCriteria'), `${where}.FilterCriteria`),
  };
  return property('Enabled') === false ? undefined : definition;
}

function readRetries(attempts: Json, where: string): number {
  if (attempts === null || attempts === INFINITE) return Number.POSITIVE_INFINITY;
  return within(attempts, 0, MAX_RETRIES, where);
}

function readAge(seconds: Json, where: string): number {
  if (seconds === null || seconds === INFINITE) return RETENTION_MS;
  return Math.min(within(seconds, AGE_SECONDS.least, AGE_SECONDS.most, where) * 1_000, RETENTION_MS);
}

/** A record is accepted if one of the filters matches it; without a filter, any is. */
function readFilters(criteria: Json, where: string): Pattern {
  if (criteria === null) return () => true;
  if (!isJsonObject(criteria)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(criteria, ['Filters'], where);
  const { Filters: filters = [] } = criteria;
  if (!Array.isArray(filters) || filters.length > MAX_FILTERS)
    throw new UnsupportedError(`${where}.Filters`, `expected a list of at most ${MAX_FILTERS}`);
  const patterns = filters.map((filter: Json, index) => readFilter(filter, `${where}.Filters[${index}]`));
  return patterns.length === 0 ? () => true : (record) => patterns.some((matches) => matches(record));
}

function readFilter(filter: Json, where: string): Pattern {
  if (!isJsonObject(filter) || typeof filter.Pattern !== 'string')
    throw new UnsupportedError(where, 'expected an object with a Pattern in JSON');
  const pattern = JSON.parse(filter.Pattern) as Json;
  // "DynamoDB event source mappings only support filtering on the dynamodb key": "Using event filtering with a
  // DynamoDB event source" of the AWS Lambda Developer Guide.
  if (isJsonObject(pattern)) refuseUnknown(pattern, ['dynamodb'], `${where}.Pattern`);
  return parsePattern(pattern, `${where}.Pattern`);
}
