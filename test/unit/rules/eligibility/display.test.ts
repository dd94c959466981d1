import { describe, expect, it } from 'vitest';
import { displayedCompetencies } from '../../../../shared/domain/eligibility/displayed-competencies.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { emptySkills } from '../../../../shared/domain/people/skills.ts';
import { config, date, GOLD_LEARNING, kpi, LAP, membership, partner, SILVER_LEARNING } from '../support.ts';

const path = (certification: string, people: number) => [{ skills: [{ certification, people }] }];
const REQUIREMENTS = [
  { competency: 'Azure', level: 'silver', paths: path('AZ', 1) },
  { competency: 'Azure', level: 'gold', paths: path('AZ', 3) },
  { competency: 'Data', level: 'gold', paths: path('DP', 2) },
  { competency: 'Data', level: 'silver', paths: path('DP-LOW', 1) },
  { competency: 'Learning', level: 'silver', learningOption: true, mct: 2 },
  { competency: 'Nothing', level: 'silver' },
  { competency: 'Special', level: '', paths: path('AZ', 1) },
];
const CONFIG = config({
  programYears: [
    { from: '2026-07-01', to: '2027-06-30', requirements: REQUIREMENTS },
    { from: '2027-07-01', to: '2028-06-30', requirements: REQUIREMENTS.slice(0, 2) },
  ],
});

const shown = (memberships: Membership[], on = '2027-02-01', people: Record<string, number> = { AZ: 1 }, mct = 0) => {
  const steps = Object.entries(people).map(([name, count]) => [name, [{ from: date('2026-07-01'), people: count }]]);
  const skills = { ...emptySkills('P-1'), people: Object.fromEntries(steps) };
  const evidence = { partner: partner({ mctCount: mct }), kpi: kpi(), skills, config: CONFIG };
  return displayedCompetencies(memberships, evidence, date(on)).map(
    ({ competency, level, through, because }) => `${competency} ${level} ${through} ${because}`,
  );
};

/** In force through 2027-10-01. */
const silver = membership({ membershipId: 'S', terms: SILVER_LEARNING });
const gold = membership({ membershipId: 'G', terms: { ...GOLD_LEARNING, competency: 'Security' } });

describe('R-MEM-7: the levels that may be shown', () => {
  it('are none without a competency in force', () => {
    expect(shown([])).toEqual([]);
    expect(shown([membership({ terms: LAP })])).toEqual([]);
  });

  it('are, with a silver membership, its own and all silver levels attained', () => {
    expect(shown([silver])).toEqual(['Azure silver S attained', 'DevOps silver S membership']);
    expect(shown([silver], '2027-02-01', { AZ: 0 })).toEqual(['DevOps silver S membership']);
  });

  it('are, with a silver membership, silver for gold levels attained', () => {
    expect(shown([silver], '2027-02-01', { AZ: 3, DP: 2 })).toEqual([
      'Azure silver S attained',
      'Data silver S attained',
      'DevOps silver S membership',
    ]);
  });

  it('are, with a gold membership, gold and silver, also of other competencies', () => {
    expect(shown([silver, gold], '2027-02-01', { AZ: 2, DP: 2 })).toEqual([
      'Azure silver G attained',
      'Data gold G attained',
      'DevOps silver S membership',
      'Security gold G membership',
    ]);
  });

  it('include gold for a competency held at silver and attained at gold', () => {
    const azure = membership({ membershipId: 'A', terms: { ...SILVER_LEARNING, competency: 'Azure' } });
    expect(shown([azure, gold], '2027-02-01', { AZ: 3 })).toEqual([
      'Azure gold G attained',
      'Security gold G membership',
    ]);
  });

  it('include a requirement of trainers that is met, and none that asks for nothing', () => {
    expect(shown([silver], '2027-02-01', {}, 1)).toEqual(['DevOps silver S membership']);
    expect(shown([silver], '2027-02-01', {}, 2)).toEqual(['DevOps silver S membership', 'Learning silver S attained']);
  });

  it('last through the last day of the window, by the program year of the day', () => {
    expect(shown([silver], '2027-10-01', { AZ: 1, DP: 2 })).toEqual([
      'Azure silver S attained',
      'DevOps silver S membership',
    ]);
    expect(shown([silver], '2027-10-02')).toEqual([]);
  });
});
