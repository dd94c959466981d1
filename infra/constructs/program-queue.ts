import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The longest that SQS keeps a message: somebody may be away for a week. */
const RETENTION = Duration.days(14);

/** A queue of the program: encrypted, over TLS alone, kept for two weeks. */
export function programQueue(scope: Construct, id: string, props: QueueProps): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    ...props,
  });
}

/** A queue for what could not be done: somebody is told of it, and decides. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = programQueue(scope, id, {});
  acknowledge(queue, 'AwsSolutions-SQS3', 'This is the queue for dead letters.');
  return queue;
}
