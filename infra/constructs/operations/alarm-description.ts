import { Stack } from 'aws-cdk-lib';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageSettings } from '../../config.ts';
import { logQueryName } from './log-query.ts';

/** The headings of docs/runbook.md that alarms lead to. */
export type RunbookHeading =
  | 'A run failed'
  | 'A run is missing'
  | 'No backup'
  | 'Dead letters'
  | 'Mail events that failed'
  | 'Mail events that wait'
  | 'Events that wait'
  | 'Events that failed'
  | 'Changes that could not be told'
  | 'Commands of the bus that failed'
  | 'Uncertain notices'
  | 'Bounces and complaints'
  | 'Throttling'
  | 'Overdue items do not shrink'
  | 'Items were set aside'
  | 'A function fails';

export type Described = {
  /** What happened and what it means, for the operator. */
  readonly text: string;
  /** The heading of docs/runbook.md with what to do. */
  readonly runbook: RunbookHeading;
  /** Of which it tells: the log of its minutes is found by its saved query. */
  readonly about?: string;
  /** Whose executions it tells of. */
  readonly machine?: IStateMachine;
};

/** What stands in the mail of an alarm: what happened, what to do, where to look. At most 1024 characters. */
export function alarmDescription(scope: Construct, settings: StageSettings, described: Described): string {
  const { text, runbook, about, machine } = described;
  const { region } = Stack.of(scope);
  const console = `https://${region}.console.aws.amazon.com`;
  return [
    text,
    `What to do: ${runbookAddress(settings, runbook)} .`,
    machine && `Executions: ${console}/states/home?region=${region}#/statemachines/view/${machine.stateMachineArn} .`,
    about !== undefined &&
      `Log of these minutes: ${console}/cloudwatch/home?region=${region}#logsV2:logs-insights , saved query "${logQueryName(settings, about)}".`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The heading as the address that a Markdown page gives to it, or as its place in the repository. */
function runbookAddress({ runbookUrl }: StageSettings, heading: RunbookHeading): string {
  if (runbookUrl === undefined) return `docs/runbook.md, "${heading}"`;
  return `${runbookUrl}#${heading.toLowerCase().replaceAll(' ', '-')}`;
}
