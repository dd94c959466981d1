import { Duration } from 'aws-cdk-lib';
import { Choice, Condition, type IChainable, JsonPath, Succeed, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { lambdaTask } from '../lambda-task.ts';
import { passParameters } from '../pass-parameters.ts';
import type { WorkflowFunction } from '../workflow-function.ts';

/** The time for SES's events about mails whose sending was not answered. */
const SETTLING_TIME = Duration.minutes(2);

const FIRST_PAGE = { 'run.$': '$.run', 'segment.$': '$.segment', page: 0, cursor: null };

/** The state of the paging, and the instant of this call, which is part of its claims. */
const PAGE = { state: JsonPath.objectAt('$'), now: JsonPath.stringAt('$$.State.EnteredTime') };

/**
 * One segment of a sweep: page after page until no cursor is left. If claims are without an answer then, it waits for
 * their events and settles them page by page.
 */
export function sweepSegment(scope: Construct, pageFunction: WorkflowFunction): IChainable {
  const sweep = passParameters(scope, 'Begin sweeping', {
    ...FIRST_PAGE,
    mode: 'sweep',
    totals: null,
    settleBefore: null,
    closedUntil: null,
  });
  const settle = passParameters(scope, 'Begin settling', {
    ...FIRST_PAGE,
    mode: 'settle',
    'totals.$': '$.totals',
    'settleBefore.$': '$$.State.EnteredTime',
    'closedUntil.$': '$.closedUntil',
  });
  const wait = new Wait(scope, 'Wait for events', { time: WaitTime.duration(SETTLING_TIME) });
  const page = lambdaTask(scope, 'Page', { workflowFunction: pageFunction, payload: PAGE });
  settle.next(wait).next(page);
  const next = new Choice(scope, 'Segment done?')
    .when(Condition.booleanEquals('$.done', false), page)
    .when(Condition.booleanEquals('$.needsSettling', true), settle)
    .otherwise(new Succeed(scope, 'Segment swept'));
  return sweep.next(page).next(next);
}
