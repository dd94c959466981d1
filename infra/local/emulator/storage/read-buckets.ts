import { UnsupportedError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import type { Resolver } from '../template/resolver.ts';

/** A bucket of the template. */
export type TemplateBucket = {
  readonly name: string;
  /** Whether the bucket publishes an event on EventBridge for each new object. */
  readonly publishesEvents: boolean;
};

/** @throws UnsupportedError for a bucket that notifies by other means than EventBridge */
export function readBucket(resource: Resource, resolver: Resolver): TemplateBucket {
  const name = resolver.nameOf(resource);
  const notification = resolver.property(resource, 'NotificationConfiguration');
  if (!isJsonObject(notification)) return { name, publishesEvents: false };
  const other = Object.keys(notification).find((kind) => kind !== 'EventBridgeConfiguration');
  if (other !== undefined)
    throw new UnsupportedError(`${resource.stack.name}.${resource.logicalId}`, `${other} does not run on one machine`);
  const { EventBridgeConfiguration: bridge } = notification;
  return { name, publishesEvents: isJsonObject(bridge) && bridge.EventBridgeEnabled !== false };
}
