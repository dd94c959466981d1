import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** How long an event waits that is early, or has failed. */
const AGAIN_AFTER = Duration.minutes(1);
/** An hour. Then something is missing that does not come, and somebody has to have it told again. */
const ATTEMPTS = 60;

export type LicenceServerStackProps = StackProps & {
  /** The bus of the partner program, `partner-program-<stage>`. */
  readonly busName: string;
};

/** A licence server: knows how many seats each partner may use now. */
export class LicenceServerStack extends Stack {
  constructor(scope: Construct, id: string, { busName, ...props }: LicenceServerStackProps) {
    super(scope, id, props);
    const partners = new Table(this, 'Partners', {
      partitionKey: { name: 'about', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const missing = new Queue(this, 'Missing', { retentionPeriod: Duration.days(14) });
    const events = new Queue(this, 'Events', {
      visibilityTimeout: AGAIN_AFTER,
      deadLetterQueue: { queue: missing, maxReceiveCount: ATTEMPTS },
    });
    const take = new NodejsFunction(this, 'take-events', {
      entry: join(import.meta.dirname, 'take-events.ts'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: partners.tableName },
      // `externalModules`: the SDK is bundled, as it was tested.
      bundling: { format: OutputFormat.ESM, target: 'node24', mainFields: ['module', 'main'], externalModules: [] },
    });
    partners.grantReadWriteData(take);
    take.addEventSource(new SqsEventSource(events, { reportBatchItemFailures: true }));
    new Rule(this, 'OnPartner', {
      // All types: the numbers count all of them, and what is left out would be waited for.
      description: 'Every event about a partner',
      eventBus: EventBus.fromEventBusName(this, 'Bus', busName),
      eventPattern: { source: ['partner-program'], detail: { about: Match.prefix('partner/') } },
      targets: [new SqsQueue(events, { deadLetterQueue: missing })],
    });
    new CfnOutput(this, 'PartnersTable', { value: partners.tableName });
  }
}
