import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import { ACCOUNT, REGION } from '../template/identity.ts';

/** An event on the default bus of EventBridge. */
export type BusEvent = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  /** ISO instant. */
  readonly at: string;
  /** Name of the execution that it starts, unique among those of its state machine. Default: a random one. */
  readonly executionName?: string | undefined;
};

/** The event as rules see it. */
export const envelope = ({ source, detailType, detail, at }: BusEvent): JsonObject => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT,
  time: at,
  region: REGION,
  resources: [],
  detail,
});

/** The event that S3 publishes when an object is created. */
export const objectCreatedEvent = (bucket: string, key: string, bytes: number, at: string): BusEvent => ({
  source: 'aws.s3',
  detailType: 'Object Created',
  detail: { version: '0', bucket: { name: bucket }, object: { key, size: bytes } satisfies Json, reason: 'PutObject' },
  at,
});
