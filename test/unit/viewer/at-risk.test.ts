import { describe, expect, it } from 'vitest';
import { notReady, risksOf } from '../../../infra/local/viewer/report/data/risks.ts';
import { forecastLine } from '../../../infra/local/viewer/results/lines.ts';
import { forecast, membership, reportInput } from './fixture.ts';

const period = { from: '2027-01-01', to: '2027-08-01' };
const find = (fields: object, unreviewed: string[] = []) =>
  notReady(reportInput({ period, memberships: [membership(fields)], unreviewed: new Set(unreviewed) }));

describe('a membership that is not ready', () => {
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

describe('a renewal at risk', () => {
  const told = {
    partnerId: 'P-2',
    membershipId: 'M1',
    cycle: 3,
    anniversary: '2027-08-01',
    windowCloses: '2027-08-31',
    state: 'open',
    isDeclined: false,
    standing: { name: 'at-risk', since: '2027-06-15', decision: 7 },
  } as const;

  it('is one of the forecast, and one of which a decision said so; the first to close first, each once', () => {
    const forecasts = [forecastLine.parse(forecast()), forecastLine.parse(forecast({ membershipId: 'M2' }))];
    const toldAtRisk = new Map([
      ['P-2 M1 3', told],
      ['P-1 M1 3', { ...told, partnerId: 'P-1' }],
    ]);
    expect(
      risksOf({ forecasts, toldAtRisk }).map(({ partnerId, membershipId, riskOn }) => [
        partnerId,
        membershipId,
        riskOn,
      ]),
    ).toEqual([
      ['P-2', 'M1', '2027-06-15'],
      ['P-1', 'M1', '2027-05-01'],
      ['P-1', 'M2', '2027-05-01'],
    ]);
  });

  it.each([
    ['now', [{ code: 'mct', have: 3, need: 4 }], 'trainers are missing'],
    ['now', [], 'a requirement is not met'],
    ['kpi-trend', [{ code: 'kpi', have: '3', need: '4' }], 'KPI will fall short if it goes on as it does'],
    ['declined', [], 'has declared that it will not renew'],
  ])('has for the reason %s, lacking %j, the words: %s', (because, lacks, cause) => {
    const forecasts = [forecastLine.parse(forecast({ because, lacks }))];
    expect(risksOf({ forecasts, toldAtRisk: new Map() })[0]?.cause).toBe(cause);
  });
});
