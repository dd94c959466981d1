import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../infra/local/emulator/schedules/cron.ts';
import { SCHEDULES } from '../../../infra/stacks/schedules.ts';
import {
  addDays,
  addMonths,
  type CivilDate,
  type CivilMonth,
  submissionDay,
} from '../../../shared/domain/core/calendar.ts';
import { plannedRuns } from '../../../shared/sweep/planned-runs.ts';
import { resourcesOfType, synthesized, written } from './synthesized.ts';

const { workflows } = synthesized({ stage: 'prod' });
const all = resourcesOfType(workflows, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
const schedules = all.filter(({ Name }) => Name !== 'run-watch');
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

  it('are six, in one group, enabled, and exact to the minute', () => {
    expect(schedules).toHaveLength(6);
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({
        GroupName: 'partner-program-prod',
        State: 'ENABLED',
        FlexibleTimeWindow: { Mode: 'OFF' },
      });
    }
  });

  it('are retried for half a day, and then leave a dead letter', () => {
    for (const { Target } of all) {
      expect(Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 12 * 3600 });
      expect(written(Target.DeadLetterConfig.Arn)).toMatch(/^<DeadLetters\w+\.Arn>$/);
    }
  });

  it('are watched by a schedule of its own, which runs on if they are all paused', () => {
    const watch = all.find(({ Name }) => Name === 'run-watch');
    expect(watch).toMatchObject({ GroupName: 'partner-program-prod-watch', State: 'ENABLED' });
    const groups = resourcesOfType(workflows, 'AWS::Scheduler::ScheduleGroup').map(({ Properties }) => Properties.Name);
    expect(groups.sort()).toEqual(['partner-program-prod', 'partner-program-prod-watch']);
    expect(watch.ScheduleExpression).toBe('cron(0 10 * * ? *)');
    expect(written(watch.Target.Arn)).toMatch(/^<RunWatchCheckFunction/);
  });

  it('are in the time zone of the program', () => {
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

describe('the days 2#3 and 2#2 in every month of 2020 to 2060', () => {
  const months = Array.from({ length: 41 * 12 }, (_, index) => addMonths('2020-01' as CivilMonth, index));

  it('are the day of the submission (R-CAL-6), and the same weekday a week before', () => {
    for (const month of months) {
      expect(nthMonday(month, 3)).toBe(submissionDay(month));
      expect(nthMonday(month, 2)).toBe(addDays(submissionDay(month), -7));
    }
  });
});

describe('the planned runs of run-watch', () => {
  it('are those that the schedules start, on every day of 2026 to 2036', () => {
    const crons = SCHEDULES.map(({ cron, workflow, input }) => ({
      fires: parseCron(`cron(${cron})`, 'a test'),
      run: { workflow, phase: input?.phase ?? null },
    }));
    const first = Temporal.PlainDate.from('2026-01-01');
    for (let day = first; day.year < 2037; day = day.add({ days: 1 })) {
      const started = crons.filter(({ fires }) => fires.isOn(day)).map(({ run }) => run);
      expect(plannedRuns(day.toString() as CivilDate)).toEqual(started);
    }
  });
});

describe('an SES event', () => {
  const rule = resourcesOfType(workflows, 'AWS::Events::Rule').find(({ Properties }) =>
    Properties.EventPattern.source.includes('aws.ses'),
  );

  const [source] = resourcesOfType(workflows, 'AWS::Lambda::EventSourceMapping');
  const queue = Object.entries(workflows).find(([id]) => id.startsWith('MailEventsQueue'))?.[1].Properties;
  const taker = resourcesOfType(workflows, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.Environment.Variables.WORKFLOW === 'mail-events',
  )?.Properties;

  it('reaches its queue if it is about a mail of the program, with retries for hours, and then its dead letters', () => {
    const { detail } = rule!.Properties.EventPattern;
    const { tags } = detail.mail;
    expect(detail).toEqual({ mail: { tags } });
    expect(tags.notice).toEqual([{ exists: true }]);
    expect(tags['ses:configuration-set'].map(written), 'not those of another stage').toEqual([
      expect.stringContaining('ConfigurationSet'),
    ]);
    const [target] = rule!.Properties.Targets;
    expect(written(target.Arn)).toMatch(/^<MailEventsQueue\w+\.Arn>$/);
    expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 12 * 3600 });
    expect(written(target.DeadLetterConfig.Arn)).toMatch(/^<MailEventsDeadLetters\w+\.Arn>$/);
  });

  it('is handed to its function in batches, with few copies at a time, each event failing alone', () => {
    expect(written(source!.Properties.EventSourceArn)).toMatch(/^<MailEventsQueue\w+\.Arn>$/);
    expect(written(source!.Properties.FunctionName)).toMatch(/^<MailEventsTakeFunction/);
    expect(source!.Properties).toMatchObject({
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 4 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('comes again where it fails, after six times what a call may take, and is a dead letter after an hour', () => {
    expect(taker.Timeout).toBe(60);
    expect(queue.VisibilityTimeout).toBe(6 * taker.Timeout);
    expect(written(queue.RedrivePolicy.deadLetterTargetArn)).toMatch(/^<MailEventsDeadLetters\w+\.Arn>$/);
    expect(queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout).toBe(3_600);
  });
});

describe('an upload', () => {
  const rule = resourcesOfType(workflows, 'AWS::Events::Rule').find(({ Properties }) =>
    Properties.EventPattern.source.includes('aws.s3'),
  );

  it('starts an import, unless it is a report of rejected rows', () => {
    const { detail, source } = rule!.Properties.EventPattern;
    expect(source).toEqual(['aws.s3']);
    expect(written(detail.bucket.name[0])).toBe('partner-program-prod-data:ImportsBucket');
    expect(detail.object.key).toEqual([{ 'anything-but': { prefix: 'reports/' } }]);
  });

  it('passes its bucket and key to the import, with retries for half a day', () => {
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
