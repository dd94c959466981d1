import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { renewalEligibility } from '../../../../shared/domain/eligibility/joint-renewal.ts';
import { scorecardOf } from '../../../../shared/domain/eligibility/scorecard.ts';
import { completeTerms, type Terms } from '../../../../shared/domain/offers/terms.ts';
import { emptySkills, type Skills } from '../../../../shared/domain/people/skills.ts';
import {
  ACTION_PACK,
  config,
  date,
  GOLD_LEARNING,
  kpi,
  LAP,
  membership,
  partner,
  SILVER_LEARNING,
} from '../support.ts';

const WINDOW = { from: '2026-09', to: '2027-08' };
const SECURITY: Terms = { offer: 'competency', competency: 'Security', level: 'silver', learningOption: false };
const exams = (certification: string, people: number) => ({ certification, people });
const REQUIREMENTS: object[] = [
  { competency: 'DevOps', level: 'gold', learningOption: true, kpi: '30', mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, kpi: '10', mct: 2 },
  {
    competency: 'Security',
    level: 'silver',
    learningOption: false,
    paths: [{ skills: [exams('AZ-500', 2)] }, { performance: [{ metric: 'deployed-seats', value: '100' }] }],
  },
  {
    competency: 'Security',
    level: 'gold',
    learningOption: false,
    mct: 1,
    paths: [{ skills: [exams('AZ-500', 4)] }, { performance: [{ metric: 'revenue', value: '900' }] }],
  },
];
/** One path, of which gold takes more. */
const data = (level: string, times: number) => ({
  competency: 'Data',
  level,
  learningOption: false,
  paths: [
    {
      skills: [exams('AZ-500', times), exams('DP-203', 2 * times)],
      performance: [
        { metric: 'revenue', value: `${100 * times}` },
        { metric: 'deployed-seats', value: `${10 * times}` },
      ],
    },
  ],
});
const SPECIALIZATION = { competency: 'Data', learningOption: false, mct: 1 };
REQUIREMENTS.push(data('silver', 1), data('gold', 3), SPECIALIZATION);
const CONFIG = config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements: REQUIREMENTS }] });

/** On 2027-05-01, with KPI 18.5 published in the renewal's window, two trainers and one person with AZ-500. */
function scores(terms: Terms, covers: Terms[] = []) {
  const months = { ['2027-03' as CivilMonth]: { kpi: '18.5', revenue: {} } };
  const skills: Skills = { ...emptySkills('P-1'), people: { 'AZ-500': [{ from: date('2027-01-01'), people: 1 }] } };
  const evidence = { partner: partner({ mctCount: 2 }), kpi: kpi({ months }), skills, config: CONFIG };
  const on = date('2027-05-01');
  const renewed = membership({ terms, covers });
  return { scorecard: scorecardOf(renewed, evidence, on), eligibility: renewalEligibility(renewed, evidence, on) };
}

describe('the scorecard of a renewal', () => {
  it('R-KPI-7: says how far KPI and trainers are, and what gold takes', () => {
    expect(scores(SILVER_LEARNING).scorecard).toEqual([
      { code: 'kpi', have: '18.5', need: '10', ...WINDOW, path: null, next: '30' },
      { code: 'mct', have: 2, need: 2, path: null, next: 4 },
    ]);
    expect(scores(GOLD_LEARNING).scorecard).toEqual([
      { code: 'kpi', have: '18.5', need: '30', ...WINDOW, path: null, next: null },
      { code: 'mct', have: 2, need: 4, path: null, next: null },
    ]);
  });

  it('R-COMP-1: names the path of each goal, and what the next level alone asks for', () => {
    expect(scores(SECURITY).scorecard).toEqual([
      { code: 'exams', certification: 'AZ-500', have: 1, need: 2, path: 1, next: 4 },
      { code: 'performance', metric: 'deployed-seats', have: '0', need: '100', path: 2, next: null },
      { code: 'mct', have: 2, need: 0, path: null, next: 1 },
      { code: 'performance', metric: 'revenue', have: '0', need: 0, path: null, next: '900' },
    ]);
  });

  it('R-COMP-1: names no path where there is one, and what the next level takes of each goal', () => {
    expect(scores({ ...SECURITY, competency: 'Data' }).scorecard).toEqual([
      { code: 'exams', certification: 'AZ-500', have: 1, need: 1, path: null, next: 3 },
      { code: 'exams', certification: 'DP-203', have: 0, need: 2, path: null, next: 6 },
      { code: 'performance', metric: 'revenue', have: '0', need: '100', path: null, next: '300' },
      { code: 'performance', metric: 'deployed-seats', have: '0', need: '10', path: null, next: '30' },
    ]);
  });

  it('knows no next level of a specialization, even where a competency has its name', () => {
    const specialization = completeTerms({ offer: 'advanced-specialization', competency: 'Data' });
    expect(scores(specialization).scorecard).toEqual([{ code: 'mct', have: 2, need: 1, path: null, next: null }]);
  });

  it('R-MEM-2: asks for one trainer of a LAP, and for nothing of an Action Pack', () => {
    expect(scores(LAP).scorecard).toEqual([{ code: 'mct', have: 2, need: 1, path: null, next: null }]);
    expect(scores(ACTION_PACK).scorecard).toEqual([]);
  });

  it('has none where the configuration has none', () => {
    expect(scores({ ...SECURITY, competency: 'Unheard-of' }).scorecard).toEqual([]);
  });

  it('R-MRG-4: names the terms where several are renewed together', () => {
    const { scorecard } = scores(GOLD_LEARNING, [SECURITY]);
    expect(scorecard.map(({ code, terms }) => [code, terms?.competency])).toEqual([
      ['kpi', 'DevOps'],
      ['mct', 'DevOps'],
      ['exams', 'Security'],
      ['performance', 'Security'],
      ['mct', 'Security'],
      ['performance', 'Security'],
    ]);
  });

  it('R-REN-3: has the figures by which eligibility is decided', () => {
    const { scorecard, eligibility } = scores(GOLD_LEARNING);
    expect(eligibility).toMatchObject({ shortfalls: [{ code: 'mct', have: 2, need: 4 }] });
    expect(scorecard).toContainEqual(expect.objectContaining({ code: 'mct', have: 2, need: 4 }));
  });
});
