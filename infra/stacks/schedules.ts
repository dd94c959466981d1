import type { SweepName } from '../constructs/workflow-context.ts';

export type PlannedStart = {
  /** Name within the schedule group. */
  readonly name: string;
  readonly workflow: SweepName;
  readonly cron: string;
  readonly description: string;
  readonly input?: Readonly<Record<string, string>>;
};

/**
 * When the scheduled workflows start, in the program's time zone. A week has its Monday as day 2: `2#3` is the third
 * Monday of a month, always a day 15–21 (R-CAL-6), and `2#2` the Monday a week before it.
 */
export const SCHEDULES: readonly PlannedStart[] = [
  {
    name: 'kpi-refresh',
    workflow: 'kpi-refresh',
    cron: '0 6 15 * ? *',
    description: 'KPI reports in the middle of the month (R-CAL-5, R-KPI-4)',
  },
  {
    name: 'directory-submission-remind',
    workflow: 'directory-submission',
    cron: '0 7 ? * 2#2 *',
    description: 'Tells admins what their listing lacks, a week before the submission (R-DIR-3)',
    input: { phase: 'remind' },
  },
  {
    name: 'directory-submission-submit',
    workflow: 'directory-submission',
    cron: '0 7 ? * 2#3 *',
    description: 'The batch of the month, on the Monday of the third week (R-CAL-6, R-DIR-4)',
    input: { phase: 'submit' },
  },
  {
    name: 'directory-submission-publish',
    workflow: 'directory-submission',
    cron: '0 7 7 * ? *',
    description: 'The listings of the last batch become visible (R-CAL-7, R-DIR-5)',
    input: { phase: 'publish' },
  },
  {
    name: 'renewal-notices',
    workflow: 'renewal-notices',
    cron: '0 8 * * ? *',
    description: 'Renewal notices that are due (R-NOT)',
  },
  {
    name: 'grace-expiry',
    workflow: 'grace-expiry',
    cron: '0 9 * * ? *',
    description: 'Expiry of what is unpaid past its window (R-EXP)',
  },
];
