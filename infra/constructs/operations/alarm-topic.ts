import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

type Publisher = { readonly sid: string; readonly service: string; readonly sources: string };

/**
 * Who publishes to the topic, and about which resources (Amazon SNS Developer Guide, "Example cases for access
 * control"; AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications").
 */
const publishersOf = (stack: Stack): readonly Publisher[] => [
  {
    sid: 'CloudWatchAlarms',
    service: 'cloudwatch.amazonaws.com',
    sources: stack.formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  },
  {
    sid: 'Budgets',
    service: 'budgets.amazonaws.com',
    sources: stack.formatArn({ service: 'budgets', region: '', resource: '*' }),
  },
];

export type AlarmTopicProps = {
  /** Shown as the sender's name of the mails. */
  readonly displayName: string;
  /** Gets every alarm, once its owner has confirmed the subscription. */
  readonly operatorsAddress: string;
};

/** The topic of the alarms: encrypted; only alarms and budgets of this account may publish to it. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, operatorsAddress }: AlarmTopicProps) {
    super(scope, id);
    const key = this.#key();
    this.topic = new Topic(this, 'Topic', { displayName, masterKey: key, enforceSSL: true });
    for (const { sid, service, sources } of publishersOf(Stack.of(this)))
      this.topic.addToResourcePolicy(
        new PolicyStatement({
          sid,
          principals: [new ServicePrincipal(service)],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: { ...this.#sameAccount, ArnLike: { 'aws:SourceArn': sources } },
        }),
      );
    this.topic.addSubscription(new EmailSubscription(operatorsAddress));
  }

  /**
   * A customer-managed key: alarms cannot publish to a topic that is encrypted with the key that AWS manages for SNS.
   */
  #key(): Key {
    const key = new Key(this, 'Key', {
      description: 'Encrypts the alarms of the partner program',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const { sid, service } of publishersOf(Stack.of(this)))
      key.addToResourcePolicy(
        new PolicyStatement({
          sid,
          principals: [new ServicePrincipal(service)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: ['*'],
          conditions: this.#sameAccount,
        }),
      );
    return key;
  }

  get #sameAccount() {
    return { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
  }
}
