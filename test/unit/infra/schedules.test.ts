import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type CivilMonth, submissionDay } from '../../../shared/domain/calendar.ts';
import { resourcesOfType, synthesized, written } from './synthesized.ts';

const { workflows } = synthesized({ stage: 'prod' });
const schedules = resourcesOfType(workflows, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
const machineName = (arn: { Ref: string }) => workflows[arn.Ref]?.Properties.StateMachineName;

const scheduled = '<aws.scheduler.scheduled-time>';

describe('the schedules', () => {
  it.each([
    ['kpi-refresh', 'kpi-refresh', 'cron(0 6 15 * ? *)', {}],
    ['directory-submission-remind', 'directory-submission', 'cron(0 7 ? * 2#2 *)', { phase: 'remind' }],
    ['directory-submission-submit', 'directory-submission', 'cron(0 7 ? * 2#3 *)', { phase: 'submit' }],
    ['directory-submission-publish', 'directory-submission', 'cron(0 7 7 * ? *)', { phase: 'publish' }],
    ['renewal-notices', 'renewal-notices', 'cron(0 8 * * ? *)', {}],
    ['grace-expiry', 'grace-expiry', 'cron(0 9 * * ? *)', {}],
  ])('%s starts %s at %s for the instant it was scheduled for', (name, workflow, cron, input) => {
    const schedule = schedules.find(({ Name }) => Name === name);
    expect(schedule.ScheduleExpression).toBe(cron);
    expect(machineName(schedule.Target.Arn)).toBe(workflow);
    expect(JSON.parse(schedule.Target.Input)).toEqual({ asOf: scheduled, reason: 'schedule', ...input });
  });

  it('are six, in one group, on, and exact to the minute', () => {
    expect(schedules).toHaveLength(6);
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({
        GroupName: 'partner-program-prod',
        State: 'ENABLED',
        FlexibleTimeWindow: { Mode: 'OFF' },
      });
    }
  });

  it('try again for half a day, then leave a dead letter', () => {
    for (const { Target } of schedules) {
      expect(Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 12 * 3600 });
      expect(written(Target.DeadLetterConfig.Arn)).toMatch(/^<DeadLetters\w+\.Arn>$/);
    }
  });

  it('keep the time of the program', () => {
    const seoul = synthesized({ stage: 'prod', programConfigFile: 'test/unit/infra/program.seoul.json' });
    const zones = resourcesOfType(seoul.workflows, 'AWS::Scheduler::Schedule').map(
      ({ Properties }) => Properties.ScheduleExpressionTimezone,
    );
    expect(new Set(zones)).toEqual(new Set(['Asia/Seoul']));
    expect(new Set(schedules.map(({ ScheduleExpressionTimezone }) => ScheduleExpressionTimezone))).toEqual(
      new Set(['UTC']),
    );
  });
});

/** The nth Monday, as `2#n` of a cron expression has it: counted through the days of the month. */
function nthMonday(month: CivilMonth, n: number): string {
  const days = Array.from({ length: Temporal.PlainYearMonth.from(month).daysInMonth }, (_, index) =>
    Temporal.PlainDate.from(`${month}-01`).add({ days: index }),
  );
  return String(days.filter(({ dayOfWeek }) => dayOfWeek === 1)[n - 1]);
}

describe('in every month of 2020 to 2060', () => {
  const months = Array.from({ length: 41 * 12 }, (_, index) => addMonths('2020-01' as CivilMonth, index));

  it('2#3 is the day of the submission (R-CAL-6), and 2#2 the same day a week before', () => {
    for (const month of months) {
      expect(nthMonday(month, 3)).toBe(submissionDay(month));
      expect(nthMonday(month, 2)).toBe(addDays(submissionDay(month), -7));
    }
  });
});

describe('an upload', () => {
  const [rule] = resourcesOfType(workflows, 'AWS::Events::Rule');

  it('starts an import, unless it is a report of rejected rows', () => {
    const { detail, source } = rule!.Properties.EventPattern;
    expect(source).toEqual(['aws.s3']);
    expect(written(detail.bucket.name[0])).toMatch(/^partner-program-prod-data:ExportsOutputRefImports/);
    expect(detail.object.key).toEqual([{ 'anything-but': { prefix: 'reports/' } }]);
  });

  it('hands its bucket and key to the import, again and again for half a day', () => {
    const [target] = rule!.Properties.Targets;
    expect(machineName(target.Arn)).toBe('import');
    expect(target.InputTransformer).toEqual({
      InputPathsMap: { 'detail-bucket-name': '$.detail.bucket.name', 'detail-object-key': '$.detail.object.key' },
      InputTemplate: '{"bucket":<detail-bucket-name>,"key":<detail-object-key>}',
    });
    expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 12 * 3600 });
    expect(written(target.DeadLetterConfig.Arn)).toMatch(/^<DeadLetters\w+\.Arn>$/);
  });
});
