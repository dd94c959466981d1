import { Duration, TimeZone } from 'aws-cdk-lib';
import {
  ContextAttribute,
  type IScheduleGroup,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkflowMachine } from './workflow-machine.ts';

export interface ProgramScheduleProps {
  readonly group: IScheduleGroup;
  /** Name within the group. */
  readonly name: string;
  readonly description: string;
  /** `cron(minutes hours day-of-month month day-of-week year)`; Sunday is day 1 of a week. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly starts: WorkflowMachine;
  /** Input besides `asOf` and `reason`. */
  readonly input?: Readonly<Record<string, string>>;
  /** Gets the starts that failed for good. */
  readonly deadLetters: IQueue;
}

/**
 * Starts a workflow at a time of day in the program's zone. The workflow gets the instant for which it was scheduled, so that a
 * start which comes late, or twice, is a run for the same day (R-CAL-1).
 */
export class ProgramSchedule extends Construct {
  constructor(scope: Construct, id: string, props: ProgramScheduleProps) {
    super(scope, id);
    const input = { asOf: ContextAttribute.scheduledTime, reason: 'schedule', ...props.input };
    new Schedule(this, 'Schedule', {
      scheduleGroup: props.group,
      scheduleName: props.name,
      description: props.description,
      schedule: ScheduleExpression.expression(`cron(${props.cron})`, TimeZone.of(props.timeZone)),
      target: new StepFunctionsStartExecution(props.starts.stateMachine, {
        input: ScheduleTargetInput.fromObject(input),
        deadLetterQueue: props.deadLetters,
        retryAttempts: 20,
        maxEventAge: Duration.hours(12),
      }),
    });
  }
}
