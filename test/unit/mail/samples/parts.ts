/** Parts of notices for the tests of their words: terms, and all that can be missing, lost or wrong. */
import type { EndingLicence } from '../../../../shared/domain/benefits/ending-licences.ts';
import { type CivilDate, type CivilMonth, civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import type { Loss } from '../../../../shared/domain/offers/losses.ts';
import { METRICS } from '../../../../shared/domain/offers/metric.ts';
import type { Missing, Shortfall } from '../../../../shared/domain/offers/shortfall.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import type { Locale } from '../../../../shared/domain/partners/partner.ts';
import type { RiskCause } from '../../../../shared/domain/renewal/causes/risk-cause.ts';
import type { MailProgram } from '../../../../shared/mail/compose/program.ts';

/** An employee of the partner. */
const HOLDER = { employeeId: 'E-7', name: 'Bo Berg', certifications: ['AZ-400', 'AZ-104'] };

export const LINKS = { partnerCenterUrl: 'https://partner.example/dashboard', timeZone: 'UTC' };

/** A program that configures everything that mails say about it. */
export const CONFIGURED: MailProgram = {
  ...LINKS,
  sender: 'program@vendor.example',
  names: {
    program: 'CPN',
    actionPack: { en: 'Contoso Pack', 'ko-KR': '콘토소 팩', 'zh-CN': '康托索套件', 'zh-TW': '康托索方案' },
  },
  fees: {
    currency: 'USD',
    amounts: [
      { offer: 'action-pack', amount: '475' },
      { offer: 'learning-action-pack', amount: '475' },
      { offer: 'competency', level: 'silver', amount: '1670' },
      { offer: 'competency', level: 'gold', amount: '4730' },
      { offer: 'advanced-specialization', amount: '3000' },
    ],
  },
  support: { name: 'Partner Desk', email: 'desk@vendor.example', url: 'https://vendor.example/support' },
  actionUrls: {
    pay: 'https://vendor.example/{partnerId}/memberships/{membershipId}/pay',
    profileReview: 'https://vendor.example/{partnerId}/profile',
    training: 'https://vendor.example/{partnerId}/memberships/{membershipId}/requirements',
    directory: 'https://vendor.example/{partnerId}/directory',
    purchase: 'https://vendor.example/{partnerId}/offers',
    benefits: 'https://vendor.example/{partnerId}/memberships/{membershipId}/benefits',
  },
};

export const NAMES: Record<Locale, string> = {
  en: 'Ada Byron',
  'ko-KR': '김민준',
  'zh-CN': '王小明',
  'zh-TW': '陳怡君',
};

export const day = (text: string): CivilDate => civilDateOf(text);
export const month = (text: string): CivilMonth => text as CivilMonth;
export const GOLD: Terms = { offer: 'competency', competency: 'Data Analytics', level: 'gold', learningOption: true };
export const SILVER: Terms = { ...GOLD, level: 'silver' };
const PLAIN = { competency: null, level: null, learningOption: false } as const;
export const ACTION_PACK: Terms = { offer: 'action-pack', ...PLAIN };
export const LEARNING_ACTION_PACK: Terms = { offer: 'learning-action-pack', ...PLAIN };
export const SPECIALIZATION: Terms = { offer: 'advanced-specialization', ...PLAIN, competency: 'Kubernetes' };

export const ALL_TERMS: Terms[] = [
  ACTION_PACK,
  LEARNING_ACTION_PACK,
  GOLD,
  SILVER,
  { ...SILVER, learningOption: false },
  SPECIALIZATION,
];

/** Either of two paths would do. */
const PATHS: Shortfall = {
  code: 'paths',
  paths: [
    [{ code: 'exams', have: 0, need: 2, certification: 'AZ-400' }],
    [
      { code: 'performance', have: '10', need: '5000', metric: 'revenue' },
      { code: 'performance', have: '1', need: '3', metric: 'new-customers' },
    ],
  ],
};

export const ALL_SHORTFALLS: Shortfall[] = [
  { code: 'kpi', have: '1234.5', need: '2000', from: month('2020-09'), to: month('2021-08') },
  { code: 'mct', have: 1, need: 4 },
  { code: 'exams', have: 0, need: 2, certification: 'Exam 70-778' },
  ...METRICS.map((metric) => ({ code: 'performance' as const, have: '98765.4', need: '100000', metric })),
  PATHS,
];

/** More causes than a mail names. */
export const ALL_CAUSES: RiskCause[] = [
  { code: 'left' as const, ...HOLDER },
  { code: 'severed' as const, ...HOLDER },
  { code: 'expired' as const, ...HOLDER },
  { code: 'figure' as const, metric: 'revenue' as const, before: '1200', after: '90.5' },
  { code: 'figure' as const, metric: 'deployed-seats' as const, before: null, after: '7' },
  { code: 'mct' as const, before: 4, after: 1 },
  { code: 'kpi-decided' as const },
  { code: 'corrected' as const, lines: ['I-1/1'], more: 0 },
  { code: 'credited' as const, lines: ['C-1/1', 'C-1/2'], more: 3 },
  ...['E-8', 'E-9'].map((employeeId) => ({ code: 'left' as const, ...HOLDER, employeeId })),
].map((cause) => ({ on: day('2021-05-09'), ...cause }));

export const ALL_MISSING: Missing[] = [
  { code: 'fee' },
  { code: 'profile-review', lastReviewedOn: day('2021-03-04'), maxAgeDays: 90 },
  { code: 'profile-review', lastReviewedOn: null, maxAgeDays: 1 },
  { code: 'kpi-pending', decidesOn: day('2021-09-15'), soFar: null },
  {
    code: 'kpi-pending',
    decidesOn: day('2021-09-15'),
    soFar: { have: '18', need: '24', from: month('2020-09'), to: month('2021-06') },
  },
  ...ALL_SHORTFALLS,
  { code: 'undecidable', missing: 'programYears: secret-of-the-configuration' },
];

export const ALL_LOSSES: Loss[] = [
  { code: 'benefits' },
  { code: 'licenses' },
  { code: 'competency' },
  { code: 'directory-listing' },
  { code: 'courseware' },
];

export const ALL_LICENCES: EndingLicence[] = [
  { kind: 'token', tokenId: 'T-25', product: 'Microsoft 365 E3', needsKey: false, seats: 1250 },
  { kind: 'token', tokenId: 'T-1', product: 'Azure', needsKey: false, seats: 1 },
  { kind: 'mak', tokenId: 'K-1', product: 'Windows Server', needsKey: false, left: 7 },
  { kind: 'visual-studio', tokenId: 'S-1', edition: 'enterprise', to: 'kim@contoso.example' },
  { kind: 'visual-studio', tokenId: 'S-2', edition: 'professional', to: null },
];
