import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { programName } from '../config.ts';
import { AlarmTopic } from '../constructs/operations/alarm-topic.ts';
import { ChatChannel } from '../constructs/operations/chat-channel.ts';
import { ProgramAlarms } from '../constructs/operations/program-alarms.ts';
import { ProgramBudget } from '../constructs/operations/program-budget.ts';
import { ProgramDashboard } from '../constructs/operations/program-dashboard.ts';
import type { WatchedResources } from '../constructs/operations/watched-resources.ts';

export type OperationsStackProps = StackProps & WatchedResources;

/** Alarms by mail and in a chat, a budget and a dashboard. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { operatorsAddress } = props.settings;
    const { topic } = new AlarmTopic(this, 'Alarms', { displayName: programName(props.settings), operatorsAddress });
    // Stage local is deployed to emulators, which nobody pays for.
    if (props.settings.stage !== 'local') new ProgramBudget(this, 'ProgramBudget', props.settings, topic);
    const { slackChannel } = props.settings;
    if (slackChannel !== undefined) new ChatChannel(this, 'ChatChannel', props.settings, slackChannel, topic);
    const { alarms } = new ProgramAlarms(this, 'ProgramAlarms', props, topic);
    new ProgramDashboard(this, 'ProgramDashboard', props, alarms);
  }
}
