import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** How long an event waits that the receiver did not take. */
const AGAIN_AFTER = Duration.minutes(5);
/** Four hours. Then it is a dead letter, to be sent again by a redrive. */
const ATTEMPTS = 48;

export type WebhookStackProps = StackProps & {
  /** The bus of the partner program, `partner-program-<stage>`. */
  readonly busName: string;
  /** Of the receiver. */
  readonly url: string;
  /** Of the secret in Secrets Manager that the receiver knows, too. */
  readonly secretName: string;
  /** The types of events that are posted. */
  readonly types: readonly string[];
};

/** Posts events of the partner program to somebody who is not on AWS, signed. */
export class WebhookStack extends Stack {
  constructor(scope: Construct, id: string, given: WebhookStackProps) {
    const { busName, url, secretName, types, ...props } = given;
    super(scope, id, props);
    requireSafe(url);
    const secret = Secret.fromSecretNameV2(this, 'Secret', secretName);
    const lost = new Queue(this, 'Lost', { retentionPeriod: Duration.days(14) });
    const events = new Queue(this, 'Events', {
      visibilityTimeout: AGAIN_AFTER,
      deadLetterQueue: { queue: lost, maxReceiveCount: ATTEMPTS },
    });
    const send = new NodejsFunction(this, 'send-events', {
      entry: join(import.meta.dirname, 'send-events.ts'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Ten of a batch, one after the other.
      timeout: Duration.minutes(2),
      environment: { RECEIVER_URL: url, SECRET_NAME: secretName },
      bundling: { format: OutputFormat.ESM, target: 'node24', mainFields: ['module', 'main'] },
    });
    secret.grantRead(send);
    send.addEventSource(new SqsEventSource(events, { reportBatchItemFailures: true }));
    new Rule(this, 'OnEvent', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', busName),
      eventPattern: { source: ['partner-program'], detailType: [...types] },
      targets: [new SqsQueue(events, { deadLetterQueue: lost })],
    });
    new CfnOutput(this, 'LostQueue', { value: lost.queueUrl });
  }
}

/** Without TLS anybody on the way could read the events; on the own machine nobody is. */
function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && hostname !== '127.0.0.1')
    throw new Error(`the receiver: got ${url}; allowed: an https URL`);
}
