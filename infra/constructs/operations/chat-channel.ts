import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { programName, type StageSettings } from '../../config.ts';

/**
 * A Slack channel that gets the alarms, through Amazon Q Developer in chat applications. Nobody can do anything in AWS
 * from there: its role has no permission, and the guardrail, without which AWS would take `AdministratorAccess`, denies
 * all (AWS CloudFormation Template Reference, "AWS::Chatbot::SlackChannelConfiguration"). AWS describes no source
 * condition for the role (Amazon Q Developer in chat applications Administrator Guide, "Understanding permissions").
 */
export class ChatChannel extends Construct {
  constructor(
    scope: Construct,
    id: string,
    settings: StageSettings,
    channel: NonNullable<StageSettings['slackChannel']>,
    topic: ITopic,
  ) {
    super(scope, id);
    new SlackChannelConfiguration(this, 'Slack', {
      slackChannelConfigurationName: `${programName(settings)}-alarms`,
      slackWorkspaceId: channel.workspaceId,
      slackChannelId: channel.channelId,
      notificationTopics: [topic],
      guardrailPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AWSDenyAll')],
    });
  }
}
