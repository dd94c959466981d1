/** Memberships of a gold competency that asks for people with AZ-400. */
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Employee } from '../../../../shared/domain/people/employee.ts';
import { countPeople, emptySkills } from '../../../../shared/domain/people/skills.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { config, date, facts, GOLD_LEARNING, membership, on } from '../support.ts';

// Anniversary 2027-09-01, window 2027-09-02 … 2027-10-01.
export const PLAIN_GOLD = { ...GOLD_LEARNING, learningOption: false };
export const asking = (people: number, kpi?: string) =>
  config({
    programYears: [
      {
        from: '2027-07-01',
        to: '2028-06-30',
        requirements: [
          {
            competency: 'DevOps',
            level: 'gold',
            learningOption: kpi !== undefined,
            kpi,
            paths: [{ skills: [{ certification: 'AZ-400', people }] }],
          },
        ],
      },
    ],
  });

export const holder = (employeeId: string, until: string | null = null): Employee => ({
  employeeId,
  name: '',
  associations: [
    {
      partnerId: 'P-1',
      from: date('2026-01-01'),
      until: until === null ? null : date(until),
      began: null,
      ended: null,
    },
  ],
  achievements: [{ certification: 'AZ-400', completedOn: date('2026-01-01'), expiresOn: null }],
});

export const factsOf = (
  evaluated: Membership,
  employees: Employee[],
  fields: Partial<RenewalFacts> = {},
): RenewalFacts =>
  facts({
    membership: evaluated,
    skills: { ...emptySkills('P-1'), people: countPeople('P-1', employees) },
    config: asking(1),
    ...fields,
  });

export const evaluate = (employees: Employee[], day: string, evaluated = membership({ terms: PLAIN_GOLD })) =>
  decideStanding(factsOf({ ...evaluated, evaluateOn: date(day) }, employees), on(day));

export const keysOf = ({ notices }: Membership) => Object.keys(notices);
