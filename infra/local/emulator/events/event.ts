import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import { ACCOUNT, REGION } from '../template/identity.ts';

/** An event on a bus of EventBridge. */
export type BusEvent = {
  /** The bus's name. Default: the default bus. */
  readonly bus?: string;
  /** Default: a random one. */
  readonly id?: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  /** When it is published, an ISO instant. */
  readonly at: string;
  /** The time that it says, an ISO instant. Default: that at which it is published. */
  readonly time?: string;
  /** Default: none. */
  readonly resources?: readonly string[];
  /** Name of the execution that it starts, unique among those of its state machine. Default: a random one. */
  readonly executionName?: string | undefined;
};

/** The event as rules see it. */
export const envelope = ({ id, source, detailType, detail, at, time, resources }: BusEvent): JsonObject => ({
  version: '0',
  id: id ?? randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT,
  time: time ?? at,
  region: REGION,
  resources: resources ?? [],
  detail,
});

/** The event that S3 publishes when an object is created. */
export const objectCreatedEvent = (bucket: string, key: string, bytes: number, at: string): BusEvent => ({
  source: 'aws.s3',
  detailType: 'Object Created',
  detail: { version: '0', bucket: { name: bucket }, object: { key, size: bytes } satisfies Json, reason: 'PutObject' },
  at,
});
