import { describe, expect, it } from 'vitest';
import { type Band, bandOf, type Events, NO_EVENTS } from '../../../infra/local/comparison/bands.ts';
import { configChanges } from '../../../infra/local/comparison/config-changes.ts';

describe('the band of a membership', () => {
  it.each<[Band | null, string, boolean, Partial<Events>]>([
    ['keeps', 'active', false, {}],
    ['at-risk', 'active', true, {}],
    ['at-risk', 'in-window', true, {}],
    ['expires', 'expired', true, { expired: true }],
    // Of the day before the period.
    [null, 'expired', false, {}],
    // Reinstated since.
    ['keeps', 'active', false, { expired: true }],
    ['rises', 'superseded', false, { upgraded: true }],
    // Another membership goes on in its place.
    ['keeps', 'superseded', true, {}],
    ['falls', 'active', true, { reduced: true }],
    ['joins', 'active', false, { joined: true }],
    ['expires', 'expired', false, { joined: true, expired: true }],
  ])('is %s if it is %s in the end, at risk: %s, after %j', (band, status, isAtRisk, events) => {
    expect(bandOf({ status, isAtRisk }, { ...NO_EVENTS, ...events })).toBe(band);
  });
});

describe('the changes between two configurations', () => {
  const requirement = (competency: string, kpi: string) => ({ competency, level: 'gold', learningOption: true, kpi });
  const year = (from: string, ...requirements: object[]) => ({ from, requirements });

  it('names a program year by its first day and a requirement by its terms, wherever they stand', () => {
    const before = { programYears: [year('2027-07-01', requirement('DevOps', '30'), requirement('Data', '20'))] };
    const after = {
      programYears: [
        year('2026-07-01', requirement('Data', '20')),
        year('2027-07-01', requirement('Data', '20'), requirement('DevOps', '15')),
      ],
    };
    expect(configChanges(before, after)).toEqual([
      { path: 'programYears[2027-07-01].requirements[DevOps gold with Learning].kpi', before: '30', after: '15' },
      { path: 'programYears[2026-07-01]', before: undefined, after: after.programYears[0] },
    ]);
  });

  it('takes a list of numbers for one setting', () => {
    expect(configChanges({ noticeStages: [-30], a: 1 }, { noticeStages: [-60, -30], a: 1 })).toEqual([
      { path: 'noticeStages', before: [-30], after: [-60, -30] },
    ]);
  });

  it('compares what has the same name twice as a whole', () => {
    const twice = [requirement('Data', '20'), requirement('Data', '30')];
    expect(configChanges({ r: twice }, { r: twice })).toEqual([]);
    expect(configChanges({ r: twice }, { r: [] })).toEqual([{ path: 'r', before: twice, after: [] }]);
  });
});
