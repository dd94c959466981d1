import { describe, expect, it } from 'vitest';
import { atRisk } from '../../../infra/local/viewer/report/at-risk.ts';
import { membership, reportInput } from './fixture.ts';

const period = { from: '2027-01-01', to: '2027-08-01' };
const find = (fields: object, unreviewed: string[] = []) =>
  atRisk(reportInput({ period, memberships: [membership(fields)], unreviewed: new Set(unreviewed) }));

describe('a membership at risk', () => {
  it.each(['not-met', 'pending', 'undecidable'])('is in the window with eligibility %s', (eligibility) => {
    expect(find({ status: 'in-window', eligibility })).toHaveLength(1);
  });

  it.each(['met', 'waived', null])('is not one with eligibility %s and the profile reviewed', (eligibility) => {
    expect(find({ status: 'in-window', eligibility })).toHaveLength(0);
  });

  it('lacks the profile review of this cycle, not of another', () => {
    expect(find({ status: 'in-window' }, ['P-1 M1 3'])).toHaveLength(1);
    expect(find({ status: 'in-window' }, ['P-1 M1 2'])).toHaveLength(0);
  });

  it.each([
    ['2027-09-30', 1],
    ['2027-10-01', 0],
  ])('has an anniversary at most 60 days after the last day: %s', (anniversary, found) => {
    expect(find({ anniversary, eligibility: 'not-met' })).toHaveLength(found);
  });

  it.each(['expired', 'superseded'])('is not one that is %s', (status) => {
    expect(find({ status, eligibility: 'not-met' })).toHaveLength(0);
  });
});
