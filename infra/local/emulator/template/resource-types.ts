import { UnsupportedError } from '../errors.ts';
import type { Stack } from './assembly.ts';

/** The types that the emulator runs. */
const EMULATED = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::S3::Bucket',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
]);

/**
 * The types that have no effect on one machine: permissions of functions and buses, encryption, retention, archives of
 * events, observation, and CDK's own helpers.
 */
const IGNORED = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentConfig',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::Events::Archive',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::Scheduler::ScheduleGroup',
  'Custom::S3AutoDeleteObjects',
]);

export const isIgnoredType = (type: string): boolean => IGNORED.has(type);

/** @throws UnsupportedError naming the first resource whose type is neither emulated nor ignored. */
export function refuseUnknownTypes(stacks: readonly Stack[]): void {
  for (const stack of stacks)
    for (const { logicalId, type, isConditional } of stack.resources.values()) {
      const where = `${stack.name}.${logicalId}`;
      if (!EMULATED.has(type) && !isIgnoredType(type))
        throw new UnsupportedError(
          where,
          `resources of type ${type} do not run on one machine: run them in infra/local/emulator, or list them there as ignored`,
        );
      if (EMULATED.has(type) && isConditional)
        throw new UnsupportedError(where, 'template conditions are not evaluated');
    }
}
