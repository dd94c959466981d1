/** Contents of notices for the tests of their words: dates follow a purchase on 2020-09-01 (R-CAL-3). */
import type { EndingLicence } from '../../../shared/domain/benefits/ending-licences.ts';
import { type CivilDate, type CivilMonth, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../../shared/domain/core/workflow.ts';
import type {
  ListingDroppedContent,
  ListingIncompleteContent,
  ListingVisibleContent,
} from '../../../shared/domain/directory/contents.ts';
import type { ListingProblem } from '../../../shared/domain/directory/listing-problem.ts';
import { REVERSAL_CAUSES } from '../../../shared/domain/memberships/membership.ts';
import type { OperatorAlertContent } from '../../../shared/domain/notices/operator-alert.ts';
import type { Loss } from '../../../shared/domain/offers/losses.ts';
import { METRICS } from '../../../shared/domain/offers/metric.ts';
import type { Missing, Shortfall } from '../../../shared/domain/offers/shortfall.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { LOCALES, type Locale } from '../../../shared/domain/partners/partner.ts';
import type {
  AtRiskContent,
  DeliveryLostContent,
  EndedContent,
  ExpiredContent,
  PaymentReversedContent,
  RenewalContent,
  RenewedContent,
  UpgradedContent,
} from '../../../shared/domain/renewal/contents.ts';
import { type ComposedMail, composeMail } from '../../../shared/mail/compose/compose-mail.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';

export const LINKS = { partnerCenterUrl: 'https://partner.example/dashboard', timeZone: 'UTC' };
export const NAMES: Record<Locale, string> = {
  en: 'Ada Byron',
  'ko-KR': '김민준',
  'zh-CN': '王小明',
  'zh-TW': '陳怡君',
};

export const day = (text: string): CivilDate => civilDateOf(text);
const month = (text: string): CivilMonth => text as CivilMonth;

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

export const ALL_SHORTFALLS: Shortfall[] = [
  { code: 'kpi', have: '1234.5', need: '2000', from: month('2020-09'), to: month('2021-08') },
  { code: 'mct', have: 1, need: 4 },
  { code: 'exams', have: 0, need: 2, certification: 'Exam 70-778' },
  ...METRICS.map((metric) => ({ code: 'performance' as const, have: '98765.4', need: '100000', metric })),
];
export const ALL_MISSING: Missing[] = [
  { code: 'fee' },
  { code: 'profile-review', lastReviewedOn: day('2021-03-04'), maxAgeDays: 90 },
  { code: 'profile-review', lastReviewedOn: null, maxAgeDays: 1 },
  { code: 'kpi-pending', decidesOn: day('2021-09-15') },
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

const partner = { partnerId: 'P-00042', partnerName: 'Contoso' };
const membership = { ...partner, membershipId: 'M7', terms: GOLD, together: [], cycle: 1 };

/** The notice of 2021-09-21, ten days before the window's end, but for what is said otherwise. */
export const renewal = (changes: Partial<RenewalContent> = {}): RenewalContent => ({
  ...membership,
  kind: 'renewal',
  stage: 15,
  asOf: day('2021-09-21'),
  anniversary: day('2021-09-01'),
  windowOpens: day('2021-09-02'),
  windowCloses: day('2021-10-01'),
  daysLeft: 10,
  daysUntilOpen: -19,
  missing: [{ code: 'fee' }],
  extension: null,
  losses: ALL_LOSSES,
  licences: [],
  ...changes,
});

export const BEFORE = { asOf: day('2021-08-31'), daysLeft: 31, daysUntilOpen: 2 };
export const LAST_BUT_ONE = { asOf: day('2021-09-30'), daysLeft: 1, daysUntilOpen: -28 };
export const LAST_DAY = { asOf: day('2021-10-01'), daysLeft: 0, daysUntilOpen: -29 };

export const expired = (changes: Partial<ExpiredContent> = {}): ExpiredContent => ({
  ...membership,
  kind: 'expired',
  anniversary: day('2021-09-01'),
  windowClosed: day('2021-10-01'),
  expiredOn: day('2021-10-02'),
  losses: ALL_LOSSES,
  licences: [],
  ...changes,
});

export const renewed = (changes: Partial<RenewedContent> = {}): RenewedContent => ({
  ...membership,
  kind: 'renewed',
  paidOn: day('2021-09-20'),
  isInTime: true,
  nextAnniversary: day('2022-09-01'),
  ended: [],
  losses: [],
  continuesIn: null,
  ...changes,
});

/** A requirement is not met since 2021-05-10. */
export const atRisk = (changes: Partial<AtRiskContent> = {}): AtRiskContent => ({
  ...membership,
  kind: 'renewal-at-risk',
  asOf: day('2021-05-10'),
  anniversary: day('2021-09-01'),
  windowOpens: day('2021-09-02'),
  windowCloses: day('2021-10-01'),
  since: day('2021-05-10'),
  causes: [],
  missing: [{ code: 'exams', have: 1, need: 2, certification: 'AZ-400' }],
  deliveryLostOn: null,
  ...changes,
});

const REFUSALS = [
  'not-a-url',
  'not-https',
  'credentials',
  'port',
  'ip-address',
  'local-host',
  'microsoft-host',
  'not-a-verified-domain',
  'used-by-another-partner',
] as const;
export const ALL_PROBLEMS: ListingProblem[] = [
  { code: 'name-missing' },
  { code: 'country-missing' },
  { code: 'url-missing' },
  ...REFUSALS.map((reason) => ({ code: 'url-refused' as const, url: 'http://contoso.example/learn', reason })),
  { code: 'not-attested', statement: 'about-partner-only' },
  { code: 'not-attested', statement: 'no-competitors' },
  { code: 'not-attested', statement: 'owned-by-partner' },
];

export const listingIncomplete = (problems: ListingProblem[] = ALL_PROBLEMS): ListingIncompleteContent => ({
  ...partner,
  kind: 'listing-incomplete',
  month: month('2021-09'),
  submissionOn: day('2021-09-20'),
  problems,
});

/** Silver M7 was upgraded on 2021-03-10, with a discount of 25 %. */
export const upgraded = (changes: Partial<UpgradedContent> = {}): UpgradedContent => ({
  ...membership,
  kind: 'upgraded',
  membershipId: 'G1',
  paidOn: day('2021-03-10'),
  nextAnniversary: day('2022-03-10'),
  discountPercent: 25,
  from: { membershipId: 'M7', terms: SILVER },
  licences: [],
  ...changes,
});

/** From 2021-09-02 on, M8 goes on in the place of M7. */
export const ended = (changes: Partial<EndedContent> = {}): EndedContent => ({
  ...membership,
  kind: 'consolidated',
  endedOn: day('2021-09-02'),
  goesOn: { membershipId: 'M8', terms: GOLD, covers: [], anniversary: day('2021-12-01') },
  losses: [{ code: 'benefits' }, { code: 'licenses' }],
  licences: [],
  ...changes,
});
export const NOBODY_GOES_ON = { kind: 'benefits-ended', goesOn: null, losses: ALL_LOSSES } as const;

export const deliveryLost = (): DeliveryLostContent => ({
  ...membership,
  kind: 'delivery-lost',
  since: day('2021-05-03'),
});

export const listingDropped = (changes: Partial<ListingDroppedContent> = {}): ListingDroppedContent => ({
  ...partner,
  kind: 'listing-dropped',
  displayName: 'Contoso Academy',
  url: 'https://learn.contoso.example/microsoft?a=1&b=2',
  withdrawnOn: day('2021-10-18'),
  why: 'not-entitled',
  problems: [],
  ...changes,
});
export const paymentReversed = (changes: Partial<PaymentReversedContent> = {}): PaymentReversedContent => ({
  ...membership,
  kind: 'payment-reversed',
  paid: 'renewal',
  cause: 'error',
  paidOn: day('2021-09-10'),
  now: { code: 'payable', through: day('2021-10-01') },
  ...changes,
});

/** Every cause, and everything that may hold then. */
const REVERSED: PaymentReversedContent[] = [
  ...REVERSAL_CAUSES.map((cause) => paymentReversed({ cause })),
  paymentReversed({ now: { code: 'over', through: day('2021-10-01') } }),
  paymentReversed({ now: { code: 'expired', on: day('2021-10-02') } }),
  paymentReversed({ now: { code: 'superseded', on: day('2021-09-20'), by: 'M8' } }),
  paymentReversed({ together: [GOLD, { ...SILVER, competency: 'Security' }] }),
  paymentReversed({ paid: 'order' }),
  paymentReversed({ paid: 'order', now: { code: 'over', through: day('2021-10-01') } }),
];

export const listingVisible = (changes: Partial<ListingVisibleContent> = {}): ListingVisibleContent => ({
  ...partner,
  kind: 'listing-visible',
  displayName: 'Contoso Academy',
  url: 'https://learn.contoso.example/microsoft?a=1&b=2',
  visibleOn: day('2021-10-07'),
  ...changes,
});

export const operatorAlert = (changes: Partial<OperatorAlertContent> = {}): OperatorAlertContent => ({
  ...partner,
  kind: 'operator-alert',
  asOf: day('2021-08-17'),
  membershipId: 'M7',
  alert: { code: 'no-recipient', notice: 'renewal', stage: -15, anniversary: day('2021-09-01') },
  ...changes,
});

const NOTICES = [
  { notice: 'renewal', stage: -15 },
  { notice: 'expired', stage: 31 },
  { notice: 'renewed', stage: null },
  { notice: 'reinstated', stage: null },
  { notice: 'upgraded', stage: null },
  { notice: 'consolidated', stage: null },
  { notice: 'benefits-ended', stage: null },
  { notice: 'renewal-at-risk', stage: null },
  { notice: 'delivery-lost', stage: null },
  { notice: 'payment-reversed', stage: null },
  { notice: 'listing-incomplete', stage: null },
  { notice: 'listing-visible', stage: null },
  { notice: 'listing-dropped', stage: null },
] as const;

const GIVEN_UP = {
  code: 'given-up' as const,
  notices: [
    { to: 'ada@contoso.example', reason: 'not accepted for 7 days: MessageRejected: Email address is not verified.' },
  ],
};
/** Of a notice of every kind; alerts are about other mails. */
const UNDELIVERED = NOTICES.map(({ notice, stage }) =>
  operatorAlert({
    membershipId: notice.startsWith('listing') ? null : 'M7',
    alert: {
      code: 'undelivered',
      notice,
      stage,
      anniversary: stage === null ? null : day('2021-09-01'),
      recipients: [{ to: 'ada@contoso.example', reason: 'bounce Transient/MailboxFull: smtp; 452 4.2.2' }],
      more: stage === null ? 12 : 0,
    },
  }),
);
const SET_ASIDE = WORKFLOWS.map((workflow) =>
  operatorAlert({
    membershipId: workflow === 'renewal-notices' || workflow === 'grace-expiry' ? 'M7' : null,
    alert: {
      code: 'set-aside',
      workflow,
      since: day('2021-08-10'),
      reason: 'CorruptItem: stored partner does not match',
    },
  }),
);

const OTHERS: Terms[] = [
  { ...SILVER, competency: 'DevOps' },
  { ...SILVER, competency: 'Security' },
];
const [DEVOPS, SECURITY] = OTHERS as [Terms, Terms];
const NO_TRAINERS: Shortfall = { code: 'mct', have: 0, need: 1, terms: DEVOPS };
const TOGETHER = [GOLD, ...OTHERS];
/**
 * Joint renewals: something is missing for two of three competencies, and an extension waives the requirements of the
 * third.
 */
const JOINT: NoticeContent[] = [
  renewal({
    together: TOGETHER,
    missing: [{ code: 'fee' }, ...ALL_SHORTFALLS.map((each) => ({ ...each, terms: GOLD })), NO_TRAINERS],
    extension: { id: '2021-h2', terms: [SECURITY] },
  }),
  renewal({ together: TOGETHER }),
  expired({ together: TOGETHER }),
  atRisk({ together: TOGETHER, missing: [NO_TRAINERS] }),
  renewed({ together: TOGETHER }),
  renewed({ terms: SILVER, together: [SILVER, DEVOPS], ended: [GOLD, SECURITY], kind: 'reinstated' }),
  renewed({ terms: DEVOPS, ended: [GOLD, SECURITY] }),
];

/** Every kind, in every variant that has words of its own. */
export const ALL_CONTENTS: NoticeContent[] = [
  ...[{}, BEFORE, LAST_BUT_ONE, LAST_DAY].flatMap((when) => [
    ...ALL_TERMS.flatMap((terms) => ALL_MISSING.map((missing) => renewal({ ...when, terms, missing: [missing] }))),
    renewal({ ...when, missing: ALL_MISSING, extension: { id: '2021-h2', terms: [] }, licences: ALL_LICENCES }),
  ]),
  expired({ licences: ALL_LICENCES }),
  ...ALL_TERMS.flatMap((terms) => [expired({ terms }), renewed({ terms }), renewed({ terms, kind: 'reinstated' })]),
  ...ALL_TERMS.flatMap((terms) => ALL_SHORTFALLS.map((missing) => atRisk({ terms, missing: [missing] }))),
  atRisk({ missing: ALL_SHORTFALLS }),
  renewed({ terms: SILVER, ended: [GOLD] }),
  ...JOINT,
  renewed({ terms: LEARNING_ACTION_PACK, kind: 'reinstated', ended: [SILVER] }),
  upgraded({ licences: ALL_LICENCES }),
  upgraded({ discountPercent: 0 }),
  ended({ licences: ALL_LICENCES }),
  ...ALL_TERMS.flatMap((terms) => [ended({ terms }), ended({ terms, ...NOBODY_GOES_ON, licences: ALL_LICENCES })]),
  ended({
    goesOn: { membershipId: 'M8', terms: SILVER, covers: [GOLD, SPECIALIZATION], anniversary: day('2021-12-01') },
  }),
  deliveryLost(),
  ...REVERSED,
  listingIncomplete(),
  listingVisible(),
  listingDropped(),
  listingDropped({ why: 'merged' }),
  listingDropped({ why: 'incomplete', problems: ALL_PROBLEMS }),
  operatorAlert(),
  operatorAlert({
    alert: {
      code: 'payment-reversed',
      reference: 'wire 815',
      paidOn: day('2021-09-10'),
      cause: 'chargeback',
      ticket: '4711',
    },
  }),
  operatorAlert({ membershipId: null, alert: { code: 'no-recipient-for-listing' } }),
  operatorAlert({ alert: { code: 'last-admin-unreachable' } }),
  operatorAlert({ membershipId: null, alert: { code: 'last-admin-unreachable' } }),
  ...SET_ASIDE,
  ...UNDELIVERED,
  ...[null, 'M7'].map((membershipId) => operatorAlert({ membershipId, alert: GIVEN_UP })),
];

export const compose = (content: NoticeContent, locale: Locale = 'en', name: string = NAMES[locale]): ComposedMail =>
  composeMail(content, { name, locale }, LINKS);

/** The visible text of HTML: no style sheet, no tags, entities resolved. */
export const visible = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

export const MATRIX = LOCALES.flatMap((locale) => ALL_CONTENTS.map((content) => ({ locale, content })));
