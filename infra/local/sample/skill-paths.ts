import type { Level, Metric } from './model.ts';

/**
 * The requirements of competencies on certifications and figures (R-COMP-1). Invented, like every number of the sample.
 */

type Path = {
  readonly skills?: readonly { readonly certification: string; readonly people: number }[];
  readonly performance?: readonly { readonly metric: Metric; readonly value: string }[];
};

/** Requires certified employees. */
export const COLLABORATION = 'Collaboration and Content';
/** Requires deployed seats. */
export const DEVICES = 'Windows and Devices';
/** Has two paths: certified people, or active usage together with new customers. */
export const MOBILITY = 'Enterprise Mobility Management';

/** Competencies without a Learning option whose levels have paths. */
export const SKILLED_COMPETENCIES = [COLLABORATION, DEVICES, MOBILITY] as const;

export const TEAMS_ADMINISTRATOR = 'Teams Administrator Associate';
export const ENDPOINT_ADMINISTRATOR = 'Endpoint Administrator Associate';

/** What else people hold; no competency of the sample asks for it. */
export const OTHER_CERTIFICATIONS = [
  'Azure Administrator Associate',
  'Power BI Data Analyst',
  'DevOps Engineer Expert',
];

/** People with the certification of a competency, for its level. */
export const PEOPLE: Record<Level, number> = { silver: 2, gold: 4 };
/** Seats to be deployed. */
export const SEATS: Record<Level, number> = { silver: 500, gold: 2000 };
export const ACTIVE_USAGE: Record<Level, number> = { silver: 300, gold: 900 };
export const NEW_CUSTOMERS: Record<Level, number> = { silver: 3, gold: 6 };

/** The alternatives for a level: one of them satisfied is enough. */
export function pathsOf(competency: (typeof SKILLED_COMPETENCIES)[number], level: Level): readonly Path[] {
  switch (competency) {
    case COLLABORATION:
      return [{ skills: [{ certification: TEAMS_ADMINISTRATOR, people: PEOPLE[level] }] }];
    case DEVICES:
      return [{ performance: [{ metric: 'deployed-seats', value: String(SEATS[level]) }] }];
    case MOBILITY:
      return [
        { skills: [{ certification: ENDPOINT_ADMINISTRATOR, people: PEOPLE[level] }] },
        {
          performance: [
            { metric: 'active-usage', value: String(ACTIVE_USAGE[level]) },
            { metric: 'new-customers', value: String(NEW_CUSTOMERS[level]) },
          ],
        },
      ];
  }
}
