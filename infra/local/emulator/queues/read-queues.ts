import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Resolver } from '../template/resolver.ts';
import type { QueueDefinition } from './queue.ts';
import { type QueueStatement, readStatements } from './queue-policy.ts';

/** Encryption has no effect on one machine. */
const PROPERTIES = [
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MessageRetentionPeriod',
  'QueueName',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'Tags',
  'VisibilityTimeout',
];
const REDRIVE_FIELDS = ['deadLetterTargetArn', 'maxReceiveCount'];
const POLICY_PROPERTIES = ['PolicyDocument', 'Queues'];

/** SQS's own defaults. */
const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 4 * 24 * 3_600;

/** The policy of some queues. */
export type QueuePolicy = {
  /** As `Ref` gives them. */
  readonly queueUrls: readonly string[];
  readonly statements: readonly QueueStatement[];
};

/** @throws UnsupportedError for a queue that does not run here as it does on AWS */
export function readQueue(resource: Resource, resolver: Resolver): QueueDefinition {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, PROPERTIES, where);
  const seconds = (name: string, otherwise: number): number =>
    wholeNumber(resolver.property(resource, name) ?? otherwise, `${where}.${name}`);
  const policy = resolver.property(resource, 'RedrivePolicy');
  return {
    name: resolver.nameOf(resource),
    arn: resolver.arnOf(resource),
    visibilityMs: seconds('VisibilityTimeout', DEFAULT_VISIBILITY_SECONDS) * 1_000,
    retentionMs: seconds('MessageRetentionPeriod', DEFAULT_RETENTION_SECONDS) * 1_000,
    ...(policy !== null && { redrive: readRedrive(policy, `${where}.RedrivePolicy`) }),
  };
}

/** @throws UnsupportedError for a policy that is not understood here */
export function readQueuePolicy(resource: Resource, resolver: Resolver): QueuePolicy {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, POLICY_PROPERTIES, where);
  const queues = resolver.property(resource, 'Queues');
  if (!Array.isArray(queues)) throw new UnsupportedError(`${where}.Queues`, 'expected a list');
  const document = resolver.property(resource, 'PolicyDocument');
  return { queueUrls: queues.map(String), statements: readStatements(document, `${where}.PolicyDocument`) };
}

function readRedrive(policy: Json, where: string): NonNullable<QueueDefinition['redrive']> {
  if (!isJsonObject(policy)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(policy, REDRIVE_FIELDS, where);
  return {
    deadLetterArn: String(policy.deadLetterTargetArn),
    maxReceiveCount: wholeNumber(policy.maxReceiveCount ?? null, `${where}.maxReceiveCount`),
  };
}

function wholeNumber(value: Json, where: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UnsupportedError(where, `expected a whole number above 0, got ${JSON.stringify(value)}`);
}
