import { CERTIFICATIONS, COMPETENCIES, METRICS } from './ids.ts';
import type { Plan } from './plan.ts';

const [ANALYTICS, PLATFORM] = COMPETENCIES;

/** The configuration of a plan, with two program years that ask for different KPI. */
export const configOf = (plan: Plan) => ({
  ...(plan.stages && { noticeStages: plan.stages }),
  profileReviewMaxAgeDays: plan.profileReviewMaxAgeDays,
  actionPackDiscountPercent: plan.packDiscount,
  extensions: [
    {
      id: 'x',
      anniversaryFrom: '2028-03-01',
      anniversaryTo: '2028-04-15',
      offers: ['competency'],
      exceptCompetencies: [PLATFORM],
    },
  ],
  programYears: [
    {
      from: '2026-01-01',
      to: '2028-05-31',
      commitmentRequired: plan.commitmentRequired && plan.from < '2028',
      requirements: requirementsOf(plan, 12, 40),
    },
    {
      from: '2028-06-01',
      to: '2028-12-31',
      commitmentRequired: plan.commitmentRequired,
      requirements: requirementsOf(plan, 15, 44),
    },
  ],
});

/** Without paths, a silver Data Analytics without its Learning option is missing: undecidable. */
function requirementsOf({ paths, ease }: Plan, silver: number, gold: number) {
  const kpi = (competency: string, level: string, value: number, mct: number) => ({
    competency,
    level,
    learningOption: true,
    kpi: String(value / ease),
    mct: Math.floor(mct / ease),
    paths: [],
  });
  const attained = (competency: string, level: string, most: number) => ({
    competency,
    level,
    learningOption: false,
    paths: pathsOf(paths, most),
  });
  return [
    kpi(ANALYTICS, 'gold', gold, 2),
    kpi(ANALYTICS, 'silver', silver, 1),
    { ...attained(ANALYTICS, 'gold', 2), mct: Math.floor(2 / ease) },
    ...(paths === 'none' ? [] : [attained(ANALYTICS, 'silver', 1)]),
    kpi(PLATFORM, 'gold', 15, 1),
    { competency: PLATFORM, level: 'silver', learningOption: true, kpi: String(5 / ease), paths: [] },
    attained(PLATFORM, 'gold', 2),
    attained(PLATFORM, 'silver', 1),
  ];
}

function pathsOf(paths: Plan['paths'], most: number) {
  const skills = { skills: [{ certification: CERTIFICATIONS[0], people: most }], performance: [] };
  const figures = { skills: [], performance: [{ metric: METRICS[0], value: String(30 * most) }] };
  const both = {
    skills: [{ certification: CERTIFICATIONS[1], people: 1 }],
    performance: [{ metric: METRICS[1], value: '10' }],
  };
  switch (paths) {
    case 'none':
      return [];
    case 'skills':
      return [skills];
    case 'figures':
      return [figures];
    case 'either':
      return [skills, figures, both];
  }
}
