import { Duration, TimeZone } from 'aws-cdk-lib';
import {
  ContextAttribute,
  type IScheduleGroup,
  type IScheduleTarget,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import type { ScheduleTargetBaseProps } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export type ProgramScheduleProps = {
  readonly group: IScheduleGroup;
  /** Name within the group. */
  readonly name: string;
  readonly description: string;
  /** `cron(minutes hours day-of-month month day-of-week year)`; Sunday is day 1 of a week. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Makes the target from the input, the retry policy and the dead-letter queue. */
  readonly target: (base: ScheduleTargetBaseProps) => IScheduleTarget;
  /** Input besides `asOf` and `reason`. */
  readonly input?: Readonly<Record<string, string>>;
  /** Gets the starts that failed finally. */
  readonly deadLetters: IQueue;
};

/**
 * A schedule in the program's time zone. Its input has the scheduled instant, so that a start which comes late, or
 * twice, is a run for the same day (R-CAL-1).
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
      target: props.target({
        input: ScheduleTargetInput.fromObject(input),
        deadLetterQueue: props.deadLetters,
        retryAttempts: 20,
        maxEventAge: Duration.hours(12),
      }),
    });
  }
}
