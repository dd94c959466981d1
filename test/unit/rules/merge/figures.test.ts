import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import {
  addUpFigures,
  emptySkills,
  type Figure,
  figureOn,
  withFigure,
} from '../../../../shared/domain/people/skills.ts';
import { date } from '../support.ts';

const revenue = (value: string, measuredOn: string): Figure => ({
  competency: 'DevOps',
  metric: 'revenue',
  value,
  measuredOn: date(measuredOn),
});
const ledger = (partnerId: string, ...figures: Figure[]) => ({
  ...emptySkills(partnerId),
  figures: figures.reduce<Figure[]>(withFigure, []),
});
const on = (figures: Figure[], day: string) => figureOn({ people: {}, figures }, 'DevOps', 'revenue', date(day));

describe('R-MRG-6: the figures of two merged partners', () => {
  const own = ledger('P-1', revenue('100.5', '2027-01-10'), revenue('120.5', '2027-02-10'));
  const other = ledger('P-2', revenue('50', '2027-01-20'));
  const merged = addUpFigures(own, other);

  it.each([
    ['2027-01-09', '0'],
    ['2027-01-10', '100.5'],
    ['2027-01-20', '150.5'],
    ['2027-02-10', '170.5'],
  ])('are, on %s, the sum of the latest of each: %s', (day, sum) => expect(on(merged, day)).toBe(sum));

  it('are replaced by a new one, recorded for the whole, even of the same day', () => {
    const recorded = withFigure(merged, revenue('160', '2027-02-10'));
    expect(on(recorded, '2027-02-10')).toBe('160');
    expect(on(recorded, '2027-02-09')).toBe('150.5');
    expect(on(withFigure(recorded, revenue('161', '2027-02-10')), '2027-03-01')).toBe('161');
  });

  it('add up the same if the merge is done again', () => {
    expect(addUpFigures({ partnerId: 'P-1', figures: merged }, other)).toEqual(merged);
  });

  it('are both kept if they are of one day, and those of other metrics and competencies apart', () => {
    const sameDay = addUpFigures(
      own,
      ledger('P-2', revenue('1', '2027-02-10'), { ...revenue('9', '2027-02-10'), competency: 'AI' }),
    );
    expect(on(sameDay, '2027-02-10')).toBe('121.5');
    expect(figureOn({ people: {}, figures: sameDay }, 'AI', 'revenue', date('2027-02-10'))).toBe('9');
  });

  it('keep the latest of a partner however many the other one has', () => {
    const many = Array.from({ length: 40 }, (_, index) => revenue('1', addDays(date('2026-01-01'), index)));
    const both = addUpFigures(ledger('P-1', revenue('7', '2025-01-01')), ledger('P-2', ...many));
    expect(both).toHaveLength(37);
    expect(on(both, '2027-01-01')).toBe('8');
  });

  it('are, after any merges and records, the sum of what each former partner says', () => {
    const event = fc.oneof(
      fc.record({ partner: fc.nat(3), value: fc.nat(999) }),
      fc.record({ into: fc.nat(3), from: fc.nat(3) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), (events) => {
        const figures = new Map([0, 1, 2, 3].map((index) => [index, [] as Figure[]]));
        // What each partner's figure is the sum of.
        const parts = new Map([0, 1, 2, 3].map((index) => [index, [] as number[]]));
        for (const [index, happened] of events.entries()) {
          const day = addDays(date('2027-01-01'), index);
          if ('value' in happened) {
            const before = figures.get(happened.partner);
            if (before === undefined) continue;
            figures.set(happened.partner, withFigure(before, revenue(String(happened.value), day)));
            parts.set(happened.partner, [happened.value]);
          } else {
            const [into, from] = [figures.get(happened.into), figures.get(happened.from)];
            if (into === undefined || from === undefined || happened.into === happened.from) continue;
            const [intoLedger, fromLedger] = [
              { partnerId: `P-${happened.into}`, figures: into },
              { partnerId: `P-${happened.from}`, figures: from },
            ];
            figures.set(happened.into, addUpFigures(intoLedger, fromLedger));
            parts.set(happened.into, [...(parts.get(happened.into) ?? []), ...(parts.get(happened.from) ?? [])]);
            figures.delete(happened.from);
          }
        }
        for (const [index, all] of figures)
          expect(on(all, '2028-01-01')).toBe(String((parts.get(index) ?? []).reduce((sum, value) => sum + value, 0)));
      }),
    );
  });
});
