import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../../shared/domain/core/history.ts';
import type { Shortfall } from '../../../../../shared/domain/offers/shortfall.ts';
import { lackingSince } from '../../../../../shared/domain/renewal/causes/find-causes.ts';
import { decideStanding } from '../../../../../shared/domain/renewal/standing.ts';
import { date, facts, GOLD_LEARNING, kpi, LAP, membership, on, partner } from '../../support.ts';

const trainers = (day: string, before: number, after: number): Change => ({
  ...{ on: date(day), stamp: null, what: 'partner-changed', rule: 'none', reason: '' },
  inputs: { mctCount: { before, after } },
});
const partnerWith = (mctCount: number, ...changes: Change[]) =>
  partner({ mctCount, history: { changes, forgotten: 0 } });
const MCT: Shortfall = { code: 'mct', have: 0, need: 1 };
const KPI: Shortfall = { code: 'kpi', have: '0', need: '30', from: '2026-09' as never, to: '2027-08' as never };

describe('R-COMP-5: the day from which trainers are missing', () => {
  const lap = membership({ terms: LAP });
  const gone = partnerWith(0, trainers('2027-02-01', 2, 0), trainers('2027-03-01', 0, 3), trainers('2027-04-01', 3, 0));
  const since = (day: string, shortfalls: Shortfall[] = [MCT]) =>
    lackingSince(facts({ membership: lap, partner: gone }), date(day), shortfalls);

  it('is that of the last change by which they were, up to the day that is asked for', () => {
    expect(['2027-02-20', '2027-04-01', '2027-04-10'].map((day) => since(day))).toEqual([
      ...['2027-02-01', '2027-04-01', '2027-04-01'],
    ]);
    expect(since('2027-01-31')).toBeNull();
  });

  it('is none where KPI alone are missing', () => {
    expect(since('2027-04-10', [KPI])).toBeNull();
  });

  it('is the first of several changes in a row, while KPI are pending, too', () => {
    const fewer = partnerWith(2, trainers('2027-02-01', 4, 3), trainers('2027-03-01', 3, 2));
    const pending = facts({ membership: membership({ terms: GOLD_LEARNING }), partner: fewer, kpi: kpi() });
    expect(lackingSince(pending, date('2027-03-10'), [{ ...MCT, have: 2, need: 4 }])).toBe('2027-02-01');
  });
});

describe('R-ROLE-4: a renewal at risk of a partner whom nobody can be told', () => {
  it('alerts the operators once, and is recorded without a recipient after that', () => {
    const evaluated = (before: ReturnType<typeof membership>, day: string, mctCount: number) =>
      decideStanding(
        facts({
          membership: { ...before, evaluateOn: date(day) },
          partner: partner({ contacts: [], mctCount }),
        }),
        on(day),
      ).membership;
    const met = evaluated(membership({ terms: LAP }), '2027-02-01', 1);
    const lost = evaluated(met, '2027-03-01', 0);
    expect(lost.notices['at-risk-2027-03-01']).toMatchObject({
      rule: 'R-ROLE-4',
      notices: [{ kind: 'operator-alert' }],
    });
    const again = evaluated(evaluated(lost, '2027-03-05', 1), '2027-03-10', 0);
    expect(again.notices['at-risk-2027-03-10']).toMatchObject({ rule: 'R-ROLE-4', notices: [] });
  });
});
