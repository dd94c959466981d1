import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
  TimeBasedCanaryTrafficRouting,
} from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The alias that everything calls. */
const ALIAS = 'live';

/** Errors within a minute that take a new version back: one may be a conflict that is tried again. */
const TOO_MANY_ERRORS = 3;

/** How new versions of functions come into use. */
export type Canary = { readonly percent: number; readonly minutes: number };

/**
 * The alias of a function. CodeDeploy moves it to a new version in two steps, and back to the old one if the alarm goes
 * off: the deployment of the stack fails then, and CloudFormation takes back the rest.
 */
export function liveAlias(scope: Construct, of: NodejsFunction, canary: Canary): IFunction {
  const alias = new Alias(scope, 'Live', { aliasName: ALIAS, version: of.currentVersion });
  const alarm = new Alarm(scope, 'NewVersionFails', {
    alarmDescription: 'A function fails while a new version of it comes into use: CodeDeploy takes it back.',
    metric: alias.metricErrors({ period: Duration.minutes(1), statistic: Stats.SUM }),
    threshold: TOO_MANY_ERRORS,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  const { application, config, role } = Rollout.of(Stack.of(scope), canary);
  new LambdaDeploymentGroup(scope, 'Deployment', {
    ...{ application, alias, deploymentConfig: config, role },
    alarms: [alarm],
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
  });
  return alias;
}

/** What the functions of a stack share. */
class Rollout extends Construct {
  static readonly #ID = 'Rollout';
  readonly application: LambdaApplication;
  readonly config: LambdaDeploymentConfig;
  readonly role: Role;

  static of(stack: Stack, canary: Canary): Rollout {
    return (stack.node.tryFindChild(Rollout.#ID) as Rollout | undefined) ?? new Rollout(stack, canary);
  }

  private constructor(stack: Stack, { percent, minutes }: Canary) {
    super(stack, Rollout.#ID);
    this.application = new LambdaApplication(this, 'Application');
    this.config = new LambdaDeploymentConfig(this, 'Config', {
      trafficRouting: new TimeBasedCanaryTrafficRouting({ percentage: percent, interval: Duration.minutes(minutes) }),
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited')],
    });
    acknowledge(
      this.role,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      'AWS maintains what CodeDeploy needs to move aliases; nobody but that service can take the role.',
    );
  }
}
