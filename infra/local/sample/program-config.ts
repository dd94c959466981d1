import { type CivilDate, civilDate, parts } from './civil-date.ts';
import type { Level } from './model.ts';
import type { Period } from './period.ts';
import { pathsOf, SKILLED_COMPETENCIES } from './skill-paths.ts';

/**
 * The sample's program configuration. The real thresholds are not public: every number below is invented, as is the
 * choice of the competencies that offer a Learning option.
 */

/** Competencies with a Learning option in this sample. */
export const LEARNING_COMPETENCIES = ['Data Analytics', 'DevOps', 'Application Development', 'Cloud Platform'] as const;

/** The one that the extension excepts (R-EXT-1); it offers a Learning option too. */
export const EXCEPTED_COMPETENCY = 'Cloud Business Applications';

/** Competencies without a Learning option, and without any requirement, in this sample. */
export const PLAIN_COMPETENCIES = ['Security', 'Cloud Productivity', 'Datacenter'] as const;

/** A competency with no requirement in any program year: its memberships are `undecidable` (R-REN-3). */
export const UNCONFIGURED_COMPETENCY = 'Messaging';

/** Program years run from July to June; the first one holds the windows that are still open on the first day. */
const YEARS_BEFORE = 2;
const YEARS_AFTER = 2;

const KPI: Record<Level, { readonly first: number; readonly stepPerYear: number }> = {
  silver: { first: 20, stepPerYear: 2 },
  gold: { first: 60, stepPerYear: 4 },
};
const MCT: Record<Level, number> = { silver: 2, gold: 4 };

/** What the year that holds `anniversary` asks for (R-KPI-6), in hundredths of a KPI point. */
export function requiredKpi(period: Period, level: Level, anniversary: CivilDate): number {
  const { year, month } = parts(anniversary);
  const programYear = month >= 7 ? year : year - 1;
  return kpiOfYear(level, programYear - firstProgramYear(period)) * 100;
}

function kpiOfYear(level: Level, index: number): number {
  return KPI[level].first + KPI[level].stepPerYear * index;
}

function firstProgramYear(period: Period): number {
  return parts(period.from).year - YEARS_BEFORE;
}

const DESK = 'https://partners.example.com';

/** Fees and addresses are invented, too. */
const IN_MAILS = {
  names: {
    program: 'MPN',
    actionPack: { en: 'Microsoft Action Pack', 'zh-TW': 'Microsoft 行動套件' },
  },
  fees: {
    currency: 'USD',
    amounts: [
      { offer: 'action-pack', amount: '475' },
      { offer: 'learning-action-pack', amount: '475' },
      { offer: 'competency', level: 'silver', amount: '1670' },
      { offer: 'competency', level: 'gold', amount: '4730' },
    ],
  },
  support: { name: 'Partner Support', email: 'support@partners.example.com', url: `${DESK}/support` },
  actionUrls: {
    pay: `${DESK}/{partnerId}/memberships/{membershipId}/pay`,
    profileReview: `${DESK}/{partnerId}/profile`,
    training: `${DESK}/{partnerId}/memberships/{membershipId}/requirements`,
    directory: `${DESK}/{partnerId}/directory`,
    purchase: `${DESK}/{partnerId}/offers`,
    benefits: `${DESK}/{partnerId}/memberships/{membershipId}/benefits`,
  },
};

/** The content of `program.json`. */
export function programConfig(period: Period) {
  const indexes = Array.from({ length: YEARS_BEFORE + YEARS_AFTER + 1 }, (_, index) => index);
  return {
    timeZone: 'UTC',
    noticeStages: [-30, -15, -1, 1, 15, 23, 30],
    profileReviewMaxAgeDays: 90,
    upgradeDiscountPercent: 25,
    microsoftHosts: ['microsoft.com', 'azure.com'],
    extensions: [extensionOf(period)],
    ...IN_MAILS,
    programYears: indexes.map((index) => programYear(firstProgramYear(period) + index, index)),
  };
}

function extensionOf(period: Period) {
  return {
    id: `sample-${period.extension.from.slice(0, 7)}`,
    anniversaryFrom: period.extension.from,
    anniversaryTo: period.extension.to,
    offers: ['competency', 'advanced-specialization'],
    exceptCompetencies: [EXCEPTED_COMPETENCY],
  };
}

function programYear(startYear: number, index: number) {
  const levels: readonly Level[] = ['silver', 'gold'];
  const learning = [...LEARNING_COMPETENCIES, EXCEPTED_COMPETENCY];
  return {
    from: civilDate(startYear, 7, 1),
    to: civilDate(startYear + 1, 6, 30),
    requirements: levels.flatMap((level) => [
      ...learning.map((competency) => learningRequirement(competency, level, index)),
      // These ask for nothing: no KPI, no trainers, no people.
      ...[...learning, ...PLAIN_COMPETENCIES].map((competency) => ({ competency, level, learningOption: false })),
      ...SKILLED_COMPETENCIES.map((competency) => ({
        competency,
        level,
        learningOption: false,
        paths: pathsOf(competency, level),
      })),
    ]),
  };
}

function learningRequirement(competency: string, level: Level, index: number) {
  return { competency, level, learningOption: true, kpi: String(kpiOfYear(level, index)), mct: MCT[level] };
}
