import { describe, expect, it } from 'vitest';
import { feeOf } from '../../../../shared/domain/offers/fee.ts';
import { competencyLost, lossesOf, lossesOfAll } from '../../../../shared/domain/offers/losses.ts';
import {
  everyShortfall,
  type GoalShortfall,
  lackText,
  type Shortfall,
  smallestFix,
} from '../../../../shared/domain/offers/shortfall.ts';
import { completeTerms, isSameCompetency, isSameTerms } from '../../../../shared/domain/offers/terms.ts';
import { ACTION_PACK, GOLD_LEARNING, LAP, SILVER_LEARNING } from '../support.ts';

const GOLD = { ...GOLD_LEARNING, learningOption: false };
const SPECIALIZATION = completeTerms({ offer: 'advanced-specialization', competency: 'DevOps' });

describe('R-MEM-1: one competency', () => {
  it('is told from a specialization of its name, and from the one with the Learning option', () => {
    const plain = completeTerms({ offer: 'competency', competency: 'DevOps' });
    expect(isSameCompetency(SPECIALIZATION, plain)).toBe(false);
    expect(isSameCompetency(GOLD, GOLD_LEARNING)).toBe(false);
    expect(isSameCompetency(GOLD, { ...GOLD, competency: 'Security' })).toBe(false);
  });

  it('is the same at either level, but not the same terms', () => {
    expect(isSameCompetency(GOLD_LEARNING, SILVER_LEARNING)).toBe(true);
    expect([isSameTerms(GOLD_LEARNING, SILVER_LEARNING), isSameTerms(GOLD, { ...GOLD })]).toEqual([false, true]);
  });
});

describe('R-EXP-1: losses at expiry', () => {
  const codes = (losses: { code: string }[]) => losses.map(({ code }) => code);

  it.each([
    ['an Action Pack', ACTION_PACK, ['benefits', 'licenses']],
    ['a LAP', LAP, ['benefits', 'licenses', 'directory-listing']],
    ['a competency', GOLD, ['benefits', 'licenses', 'competency']],
    ['a Learning option', GOLD_LEARNING, ['benefits', 'licenses', 'competency', 'directory-listing']],
    ['a specialization', SPECIALIZATION, ['benefits', 'licenses', 'competency']],
  ])('%s loses what came with it', (_, terms, lost) => expect(codes(lossesOf(terms))).toEqual(lost));

  it('R-MRG-4: each is named once for all that expires together', () => {
    expect(codes(lossesOfAll([GOLD, LAP, SILVER_LEARNING]))).toEqual([
      ...['benefits', 'licenses', 'competency', 'directory-listing'],
    ]);
  });

  it.each([
    ['nothing is left of it', [], true],
    ['silver is left', [SILVER_LEARNING], true],
    ['another competency is left', [{ ...GOLD, competency: 'Security' }], true],
    ['a specialization of its name is left', [{ ...SPECIALIZATION, level: 'gold' as const }], true],
    ['gold is left', [ACTION_PACK, GOLD], false],
  ])('R-MEM-7: a gold competency, when %s, is lost: %s', (_, remaining, lost) => {
    expect(competencyLost(GOLD_LEARNING, remaining)).toBe(lost);
  });

  it('R-MEM-7: silver is kept by gold', () => {
    expect(competencyLost(SILVER_LEARNING, [GOLD])).toBe(false);
  });
});

describe('R-COMP-1: the lacks of several paths', () => {
  const exams: GoalShortfall = { code: 'exams', have: 1, need: 2, certification: 'AZ-400' };
  const seats: GoalShortfall = { code: 'performance', have: '10', need: '50', metric: 'deployed-seats' };
  const kpi: Shortfall = { code: 'mct', have: 0, need: 2 };
  const paths: Shortfall = { code: 'paths', paths: [[exams, seats], [seats]] };

  it('are said of each path, and of each goal on it', () => {
    expect(lackText(paths)).toBe('1 of 2 people with AZ-400 and deployed-seats 10 of 50, or deployed-seats 10 of 50');
  });

  it('are mended by the first path, and all of them are named where all count', () => {
    expect(smallestFix([kpi, paths])).toEqual([kpi, exams, seats]);
    expect(everyShortfall([kpi, paths])).toEqual([kpi, exams, seats, seats]);
    expect(smallestFix([{ code: 'paths', paths: [] }])).toEqual([]);
  });

  it('R-MRG-4: are those of the terms that are renewed with others', () => {
    const terms = GOLD_LEARNING;
    expect(smallestFix([{ ...paths, terms }])).toEqual([
      { ...exams, terms },
      { ...seats, terms },
    ]);
    expect(everyShortfall([paths]).map((each) => 'terms' in each)).toEqual([false, false, false]);
  });
});

it('no fee is due where there is no membership', () => {
  expect(feeOf([], { currency: 'EUR', amounts: [{ offer: 'action-pack', amount: '475' }] })).toBeNull();
});
