import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { REQUEST_ID_PREFIX, SOURCE } from './payment.ts';

/** The role of who gives the commands: the stage of the program names it in `commandSources`. */
const ROLE_NAME = 'partner-billing';

export type BillingStackProps = StackProps & {
  /** The bus of the partner program, `partner-program-<stage>`. */
  readonly busName: string;
};

/** A billing system: tells the partner program of payments, and keeps what it answers. */
export class BillingStack extends Stack {
  constructor(scope: Construct, id: string, props: BillingStackProps) {
    super(scope, id, props);
    const bus = EventBus.fromEventBusName(this, 'Bus', props.busName);
    const payments = new Table(this, 'Payments', {
      partitionKey: { name: 'payment', type: AttributeType.STRING },
      sortKey: { name: 'what', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const functionOf = (name: string, role?: Role) =>
      new NodejsFunction(this, name, {
        entry: join(import.meta.dirname, `${name}.ts`),
        runtime: Runtime.NODEJS_24_X,
        architecture: Architecture.ARM_64,
        timeout: Duration.seconds(20),
        environment: { TABLE_NAME: payments.tableName, EVENT_BUS: bus.eventBusName },
        // `externalModules`: the SDK is bundled, as it was tested.
        bundling: { format: OutputFormat.ESM, target: 'node24', mainFields: ['module', 'main'], externalModules: [] },
        ...(role && { role }),
      });

    const role = new Role(this, 'Role', {
      roleName: ROLE_NAME,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
    });
    const send = functionOf('send-payment', role);
    payments.grantWriteData(send);
    bus.grantPutEventsTo(send);

    const lost = new Queue(this, 'Lost', { retentionPeriod: Duration.days(14) });
    const answers = new Queue(this, 'Answers', {
      visibilityTimeout: Duration.minutes(2),
      deadLetterQueue: { queue: lost, maxReceiveCount: 10 },
    });
    const take = functionOf('take-answers');
    payments.grantReadWriteData(take);
    take.addEventSource(new SqsEventSource(answers, { reportBatchItemFailures: true }));
    const target = new SqsQueue(answers, { deadLetterQueue: lost });
    new Rule(this, 'OnAnswer', {
      description: 'What became of own commands, and what they have changed',
      eventBus: bus,
      eventPattern: {
        source: ['partner-program'],
        detailType: Match.anyOf('command.done', 'command.refused', Match.prefix('membership.')),
        detail: { commandId: Match.prefix(`R-${REQUEST_ID_PREFIX}`) },
      },
      targets: [target],
    });
    new Rule(this, 'OnRejected', {
      description: 'What was no command',
      eventBus: bus,
      eventPattern: {
        source: ['partner-program'],
        detailType: ['command.rejected'],
        detail: { about: [`source/${SOURCE}`] },
      },
      targets: [target],
    });
    new CfnOutput(this, 'Principal', { value: role.roleArn });
    new CfnOutput(this, 'SendPayment', { value: send.functionName });
    new CfnOutput(this, 'PaymentsTable', { value: payments.tableName });
  }
}
