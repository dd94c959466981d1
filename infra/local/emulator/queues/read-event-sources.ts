import { UnsupportedError } from '../errors.ts';
import { readResponseTypes } from '../functions/batch-answer.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Resolver } from '../template/resolver.ts';
import { within } from '../template/whole-number.ts';

/** The part of a queue's messages that a function takes. */
export type EventSourceDefinition = {
  readonly queueArn: string;
  readonly functionNameOrArn: string;
  /** Messages of one call, at most. */
  readonly batchSize: number;
  /** Calls at the same time, at most. */
  readonly maxConcurrency: number;
  /** Whether the function's answer names the messages that it failed to take. */
  readonly reportsFailures: boolean;
};

const PROPERTIES = [
  'BatchSize',
  'Enabled',
  'EventSourceArn',
  'FunctionName',
  'FunctionResponseTypes',
  'ScalingConfig',
  'Tags',
];
/** Without a batching window, which does not run here, Lambda takes no more in one batch; it is the default, too. */
const MAX_BATCH_SIZE = 10;
/** With which Lambda begins where no maximum is set. */
const DEFAULT_CONCURRENCY = 5;
/** What Lambda accepts as a maximum. */
const CONCURRENCY = { least: 2, most: 1_000 };

/**
 * @returns undefined for one that is switched off
 * @throws UnsupportedError for one that does not run here as it does on AWS
 */
export function readEventSource(resource: Resource, resolver: Resolver): EventSourceDefinition | undefined {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, PROPERTIES, where);
  const property = (name: string): Json => resolver.property(resource, name);
  const queueArn = String(property('EventSourceArn'));
  if (!queueArn.includes(':sqs:'))
    throw new UnsupportedError(
      `${where}.EventSourceArn`,
      `${queueArn} is no source on one machine; queues and streams of tables are`,
    );
  const definition = {
    queueArn,
    functionNameOrArn: String(property('FunctionName')),
    batchSize: within(property('BatchSize') ?? MAX_BATCH_SIZE, 1, MAX_BATCH_SIZE, `${where}.BatchSize`),
    maxConcurrency: readConcurrency(property('ScalingConfig'), `${where}.ScalingConfig`),
    reportsFailures: readResponseTypes(property('FunctionResponseTypes'), `${where}.FunctionResponseTypes`),
  };
  return property('Enabled') === false ? undefined : definition;
}

function readConcurrency(scaling: Json, where: string): number {
  if (scaling === null) return DEFAULT_CONCURRENCY;
  if (!isJsonObject(scaling)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(scaling, ['MaximumConcurrency'], where);
  return within(scaling.MaximumConcurrency ?? null, CONCURRENCY.least, CONCURRENCY.most, `${where}.MaximumConcurrency`);
}
