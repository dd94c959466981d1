import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { programName } from '../config.ts';
import { AlarmTopic } from '../constructs/operations/alarm-topic.ts';
import { ProgramAlarms, type WatchedResources } from '../constructs/operations/program-alarms.ts';
import { ProgramDashboard } from '../constructs/operations/program-dashboard.ts';

export type OperationsStackProps = StackProps & WatchedResources;

/** Alarms by mail, and a dashboard. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { operatorsAddress } = props.settings;
    const { topic } = new AlarmTopic(this, 'Alarms', { displayName: programName(props.settings), operatorsAddress });
    const { alarms } = new ProgramAlarms(this, 'ProgramAlarms', props, topic);
    new ProgramDashboard(this, 'ProgramDashboard', props, alarms);
  }
}
