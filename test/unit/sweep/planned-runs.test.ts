import { describe, expect, it } from 'vitest';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import { previousRunOn } from '../../../shared/sweep/planned-runs.ts';
import { date } from '../rules/support.ts';

describe('the run before a day', () => {
  // Monday 2027-01-18 begins the third week: the submission; the reminder is a week before, the publication on the 7th
  // (R-DIR).
  it.each<[Workflow, string, string]>([
    ['renewal-notices', '2027-03-01', '2027-02-28'],
    ['grace-expiry', '2027-01-01', '2026-12-31'],
    ['directory-submission', '2027-01-18', '2027-01-11'],
    ['directory-submission', '2027-02-07', '2027-01-18'],
    ['kpi-refresh', '2027-02-15', '2027-01-15'],
  ])('is, of %s before %s, that of %s', (workflow, day, previous) => {
    expect(previousRunOn(workflow, date(day))).toBe(previous);
  });
});
