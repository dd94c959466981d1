import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

export type AlarmTopicProps = {
  /** Shown as the sender's name of the mails. */
  readonly displayName: string;
  /** Gets every alarm, once its owner has confirmed the subscription. */
  readonly operatorsAddress: string;
};

/** The topic of the alarms: encrypted; only CloudWatch alarms of this account may publish to it. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, operatorsAddress }: AlarmTopicProps) {
    super(scope, id);
    const key = this.#key();
    this.topic = new Topic(this, 'Topic', { displayName, masterKey: key, enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudWatchAlarms',
        principals: [CLOUDWATCH],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: this.#sameAccount,
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
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudWatchAlarms',
        principals: [CLOUDWATCH],
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
